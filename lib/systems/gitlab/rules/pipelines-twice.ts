import { problem, type Rule } from '../../../audit';
import { tryRuns } from '../reading/occasions';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

const JOBS = `
test:
  script: [go test ./...]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH
`;

export const pipelinesTwice: Rule = {
  id: 'GLC008',
  severity: 'warning',
  title: 'a push to a branch with a merge request makes two pipelines',
  why: 'every check runs twice, the runners are full, and one of the two may be red without anybody looking',
  repair: 'say with workflow: rules that a branch with an open merge request has no pipeline of its own',
  reference: 'https://docs.gitlab.com/ci/jobs/job_rules/#avoid-duplicate-pipelines',
  good: ci(`
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - if: $CI_COMMIT_BRANCH
${JOBS}`),
  bad: ci(JOBS),
  check: (assembly) =>
    pipelinesOf(assembly).flatMap((pipeline) => {
      const { jobs, document } = pipeline;
      const reviewed = jobs.find((job) => tryRuns(pipeline, job, 'a merge request') === true);
      const pushed = jobs.find((job) => tryRuns(pipeline, job, 'a push to a branch with a merge request') === true);
      if (reviewed === undefined || pushed === undefined) return [];
      const place = {
        origin: { ...document.origin, line: document.lineOf('workflow') },
        subject: 'pipeline',
        path: 'workflow',
      };
      const message = `the pipeline of the merge request has ${reviewed.name}, and that of its branch ${pushed.name}`;
      return [
        problem(
          place,
          message,
          'add a rule "if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS, when: never" to workflow',
        ),
      ];
    }),
};
