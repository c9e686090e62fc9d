import { problem, type Rule } from '../../../audit';
import { needsOf } from '../reading/needs';
import { type Occasion, tryRuns } from '../reading/occasions';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

const jobs = (optional: string): string => `
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
lint:
  script: [golangci-lint run]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
build:
  needs:
    - job: lint
      optional: ${optional}
  script: [make]
`;

const OCCASIONS: readonly Occasion[] = [
  'a push to the default branch',
  'a merge request',
  'a push to a branch with a merge request',
];

export const needAbsent: Rule = {
  id: 'GLC028',
  severity: 'error',
  title: 'a job needs one that its rules leave out',
  why: 'GitLab makes no pipeline at all where a needed job is not in it: the push is not tested, built or delivered',
  repair: 'give both jobs the same rules, or make the need optional',
  reference: 'https://docs.gitlab.com/ci/yaml/#needsoptional',
  good: ci(jobs('true')),
  bad: ci(jobs('false')),
  check: (assembly) =>
    pipelinesOf(assembly).flatMap((pipeline) =>
      pipeline.jobs.flatMap((job) =>
        needsOf(job)
          .filter(({ isOptional }) => !isOptional)
          .flatMap(({ name, field }) => {
            const needed = pipeline.jobs.find((other) => other.name === name);
            if (needed === undefined) return [];
            const when = OCCASIONS.find(
              (one) => tryRuns(pipeline, job, one) === true && tryRuns(pipeline, needed, one) === false,
            );
            if (when === undefined) return [];
            const message = `the pipeline of ${when} would have ${job.name} without ${name}: there is none`;
            return [problem(job.place(field), message, 'give both the same rules, or make the need optional')];
          }),
      ),
    ),
};
