import { problem, type Rule } from '../../../audit';
import { commandsOf, isDeploy, isPush } from '../reading/commands';
import { tryRuns } from '../reading/occasions';
import { pipelinesOf } from '../reading/pipelines';
import { type ReadJob } from '../reading/read-job';
import { ci } from './examples';

const release = (condition: string): string => `
release:
  id_tokens:
    AWS_ID_TOKEN: { aud: sts.amazonaws.com }
  script: [docker push "$IMAGE"]
  rules:
    - if: ${condition}
`;

export const identityInMergeRequest: Rule = {
  id: 'GLC018',
  severity: 'error',
  title: 'a job of merge requests pushes, deploys or has an id token',
  why: 'whoever opens a merge request writes what its jobs run: code that nobody has reviewed pushes images or shows tokens of the project',
  repair: 'let the job run for protected branches and tags only',
  reference: 'https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/#use-with-forked-projects',
  good: ci(release('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH')),
  bad: ci(release('$CI_PIPELINE_SOURCE == "merge_request_event"')),
  check: (assembly) =>
    pipelinesOf(assembly).flatMap((pipeline) =>
      pipeline.jobs.flatMap((job) => {
        const power = tryPower(job);
        if (power === undefined || tryRuns(pipeline, job, 'a merge request') !== true) return [];
        const at = job.field('rules') ?? job.field('only');
        return [
          problem(job.place(at), `the job runs in merge requests and ${power}`, 'name a protected branch in its rules'),
        ];
      }),
    ),
};

/** What makes a job one that strangers must not write. */
function tryPower(job: ReadJob): string | undefined {
  const [token] = Object.keys(job.idTokens);
  if (token !== undefined) return `has the id token ${token}`;
  const commands = commandsOf(job);
  if (commands.some(isPush)) return 'pushes an image';
  return commands.some(isDeploy) ? 'changes what is deployed' : undefined;
}
