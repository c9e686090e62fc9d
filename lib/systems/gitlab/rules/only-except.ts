import { problem, type Rule } from '../../../audit';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const onlyExcept: Rule = {
  id: 'GLC007',
  severity: 'warning',
  title: 'a job says by only or except when it runs',
  why: 'beside jobs with rules it comes into other pipelines than they do, so one change runs twice and a needed job is missing; GitLab develops the keywords no further',
  repair: 'say it with rules, and with workflow: rules for the whole pipeline',
  reference: 'https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except',
  good: ci('test:\n  script: [go test ./...]\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n'),
  bad: ci('test:\n  script: [go test ./...]\n  only:\n    - main\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .flatMap((job) =>
        ['only', 'except'].flatMap((name) => {
          const field = job.field(name);
          if (field === undefined) return [];
          const message = job.field('rules')
            ? `${name} stands beside rules: GitLab refuses the file`
            : `${name} says when the job runs`;
          return [problem(job.place(field), message, 'write rules')];
        }),
      ),
};
