import { github } from '../contexts';
import { text } from '../expression';
import { Job } from '../job';
import { run } from '../run-step';
import { Runner } from '../runner';
import { bash, named } from '../script';
import { type ImageGraph } from './image-graph';

/** Tells the workflow of promotions what was released. It waits for approvals in a run of its own. */
export function dispatchJob({ digest, tag }: ImageGraph, file: string, branch: string): Job {
  return new Job('promote', {
    name: 'Start the promotion',
    runsOn: Runner.ubuntu,
    after: [tag],
    steps: [
      run({
        name: 'Start the promotion',
        permissions: { actions: 'write' },
        env: { GH_TOKEN: github.token },
        script: bash`
          gh workflow run ${file} --repo ${github.repository} --ref ${branch} \
            --raw-field ${named('DIGEST_FIELD', text`digest=${digest}`)} \
            --raw-field ${named('COMMIT_FIELD', text`commit=${github.sha}`)} \
            --raw-field ${named('NUMBER_FIELD', text`number=${github.runNumber}`)}
        `,
      }),
    ],
  });
}
