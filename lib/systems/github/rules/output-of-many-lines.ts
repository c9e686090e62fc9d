import { type Rule } from '../../../audit';
import { METADATA, usesAction } from '../reading/action-facts';
import { tagRulesIn } from '../reading/metadata-tags';
import { linesOf } from '../reading/step-values';
import { type JobInFile } from '../reading/workflow-file';
import { METADATA_ACTION, jobs } from './examples';
import { atJob, eachJob } from './places';

const build = (tags: string): string =>
  `build:\n  runs-on: ubuntu-24.04\n  timeout-minutes: 15\n  permissions: { contents: read }\n  outputs: { image-tag: '\${{ steps.meta.outputs.tags }}' }\n  steps:\n    - uses: ${METADATA_ACTION}\n      id: meta\n      with:\n        images: ghcr.io/acme/order-service\n        tags: |\n${tags}`;

export const outputOfManyLines: Rule = {
  id: 'GHA095',
  severity: 'warning',
  title: 'an output that should be one tag holds several lines of whole references',
  why: 'the output tags is a list, with the registry before each: what puts it behind a colon, or into a file, writes nonsense',
  repair: 'hand on the digest of the build, or the output version',
  reference: 'https://github.com/docker/metadata-action#outputs',
  good: jobs(build('          type=sha\n')),
  bad: jobs(build('          type=sha\n          type=raw,value=latest\n')),
  check: (assembly) =>
    eachJob(assembly, (job) =>
      Object.entries(job.outputs).flatMap(([name, value]) => {
        const id = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(value.trim())?.[1];
        const count = id === undefined ? 0 : tagCount(job, id);
        if (count < 2 || /s$/.test(name)) return [];
        return [
          atJob(
            job,
            `outputs.${name}`,
            `output ${name} of job "${job.id}" holds up to ${count} lines`,
            'hand on the digest',
          ),
        ];
      }),
    ),
};

function tagCount(job: JobInFile, id: string): number {
  const step = job.steps.find((one) => one.id === id && usesAction(one, METADATA));
  return step ? tagRulesIn(step.with['tags'] ?? '').length * Math.max(1, linesOf(step.with['images']).length) : 0;
}
