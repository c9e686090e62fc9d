import { problem, type Problem, type Rule } from '../../../audit';
import { asMap } from '../reading/pipelines';
import { documentsOf, type ReadDocument } from '../reading/documents';
import { ci } from './examples';

export const secretInFile: Rule = {
  id: 'GLC017',
  severity: 'error',
  title: 'a secret stands in the pipeline file',
  why: 'everybody who can read the repository has it, and its history keeps it for ever',
  repair: 'revoke it, and keep the new one in the settings of the project, masked and protected, or use an id token',
  reference: 'https://docs.gitlab.com/ci/variables/#cicd-variable-security',
  good: ci('variables:\n  DATABASE_HOST: db\ntest:\n  script: [go test ./...]\n'),
  bad: ci('variables:\n  DEPLOY_PASSWORD: correct-horse\ntest:\n  script: [go test ./...]\n'),
  check: (assembly) =>
    documentsOf(assembly).flatMap((document) => [
      ...inVariables(document, 'pipeline', 'variables', document.top?.['variables']),
      ...Object.entries(document.top ?? {})
        .filter(([name]) => name !== 'variables')
        .flatMap(([name, job]) => inVariables(document, `job ${name}`, `${name}.variables`, asMap(job)['variables'])),
    ]),
};

function inVariables(document: ReadDocument, subject: string, path: string, variables: unknown): readonly Problem[] {
  return Object.entries(asMap(variables))
    .filter(([name, value]) => isSecret(name, value))
    .map(([name]) => {
      const line = document.lineOf(`${path}.${name}`);
      const field = path === 'variables' ? path : 'variables';
      const place = { origin: { ...document.origin, line }, subject, path: `${field}.${name}` };
      return problem(
        place,
        `${name} is given a value that looks like a secret`,
        'revoke it and keep the new one in the settings',
      );
    });
}

function isSecret(name: string, variable: unknown): boolean {
  const value = asMap(variable)['value'] ?? variable;
  if (typeof value !== 'string' || value === '') return false;
  if (VALUE.test(value)) return true;
  // The variables of a database that lives as long as the test are no secrets.
  return (
    NAME.test(name) &&
    !/[$]|^(true|false|\d+)$/.test(value) &&
    !/^(POSTGRES|MYSQL|MARIADB|RABBITMQ|REDIS|MONGO)/.test(name)
  );
}

const NAME = /(^|_)(TOKEN|PASSWORD|PASSWD|SECRET|PRIVATE_KEY|SECRET_ACCESS_KEY|API_KEY)$/i;
const VALUE = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgl(pat|dt|rt)-[\w-]{20,}|\bgh[pousr]_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY/;
