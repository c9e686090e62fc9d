import { problem, type Rule } from '../../../audit';
import { documentsOf } from '../reading/documents';
import { ci } from './examples';

export const fileUnreadable: Rule = {
  id: 'GLC029',
  severity: 'error',
  title: 'a pipeline file cannot be read',
  why: 'GitLab makes no pipeline, and nothing of the file was judged here',
  repair: 'write it as one YAML document, each key given once',
  reference: 'https://docs.gitlab.com/ci/lint/',
  good: ci('test:\n  script: [go test ./...]\n'),
  bad: ci('test:\n  script: [go test ./...\n'),
  check: (assembly) =>
    documentsOf(assembly).flatMap(({ failure, origin, path }) =>
      failure === undefined
        ? []
        : [problem({ origin: { ...origin, line: 1 }, subject: path }, failure, 'mend the file')],
    ),
};
