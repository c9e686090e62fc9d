import { problem, type Problem, type Rule } from '../../../audit';
import { documentsOf } from '../reading/documents';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const foreignSyntax: Rule = {
  id: 'GLC001',
  severity: 'error',
  title: 'a GitLab file is written in the syntax of GitHub Actions',
  why: 'GitLab refuses the file, and no pipeline starts',
  repair: 'write jobs at the top of the file, each with stage, image and script',
  reference: 'https://docs.gitlab.com/ci/migration/github_actions/',
  good: ci('test:\n  script:\n    - go test ./...\n'),
  bad: ci('- name: Test\n  shell: bash\n  run: go test ./...\n'),
  check: (assembly) => [
    ...documentsOf(assembly).flatMap((document): readonly Problem[] => {
      const top = Object.keys(document.top ?? {});
      const foreign = document.steps
        ? 'steps'
        : top.includes('jobs') && ON.some((on) => top.includes(on))
          ? 'on and jobs'
          : '';
      if (foreign === '') return [];
      const path = document.steps ? '' : 'jobs';
      const place = { origin: { ...document.origin, line: document.lineOf(path) }, subject: 'pipeline' };
      return [problem(place, `${foreign} stand at the top of the file: that is GitHub's form`, REPAIR)];
    }),
    ...pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .flatMap((job) => {
        const field = ['runs-on', 'steps', 'uses'].map((name) => job.field(name)).find((one) => one !== undefined);
        return field === undefined ? [] : [problem(job.place(field), "the field is GitHub's", REPAIR)];
      }),
  ],
};

/** What YAML 1.1 makes of the key `on`. */
const ON = ['on', 'true'];

const REPAIR = 'write a job with stage, image and script';
