import { UNNAMED_REPOSITORY } from '../assembly';
import { usesAction } from '../systems/github/reading/action-facts';
import { environmentOf, resolved } from '../systems/github/reading/step-values';
import { type StepInFile } from '../systems/github/reading/workflow-file';
import { type WorkflowRun } from './workflow-runs';

/** A text of a workflow with what is known of its run put in; the spaces in the braces of the rest are taken out. */
export function tryResolved({ inputs, started }: WorkflowRun, text: string): string {
  const repository = started?.source.repository;
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, path: string) => {
    const [context, name = '', ...rest] = path.split('.');
    if (rest.length > 0) return whole;
    if (context === 'inputs' && Object.hasOwn(inputs, name)) return inputs[name] ?? whole;
    if (context !== 'github' || repository === undefined || repository === UNNAMED_REPOSITORY) return whole;
    if (name === 'repository') return repository;
    return name === 'repository_owner' ? (repository.split('/')[0] ?? whole) : whole;
  });
}

/** The same in a step: with the values of `env`, and the registry that a step before it has logged in to. */
export function valueIn(run: WorkflowRun, step: StepInFile, text: string): string {
  const known = tryResolved(run, resolved(step, text));
  return known.replace(/\$\{\{steps\.([\w-]+)\.outputs\.registry\}\}/g, (whole, id: string) => {
    const login = step.job?.steps.find((one) => one.id === id && usesAction(one, 'aws-actions/amazon-ecr-login'));
    return (login && tryRegistry(run, login)) ?? whole;
  });
}

/** The variables of a step's shell. */
export function variablesIn(run: WorkflowRun, step: StepInFile): ReadonlyMap<string, string> {
  return new Map(Object.entries(environmentOf(step)).map(([name, value]) => [name, valueIn(run, step, value)]));
}

/** The private registry of the account and region that the steps before have logged in to. */
function tryRegistry(run: WorkflowRun, login: StepInFile): string | undefined {
  const { registries, 'registry-type': type = 'private' } = login.with;
  const before = login.job?.steps.slice(0, login.index) ?? [];
  const credentials = before.filter((one) => usesAction(one, AWS_CREDENTIALS)).at(-1);
  if (!credentials || registries !== undefined || type !== 'private') return undefined;
  const role = valueIn(run, credentials, credentials.with['role-to-assume'] ?? '');
  const region = valueIn(run, credentials, credentials.with['aws-region'] ?? '');
  const account = /^arn:aws:iam::(\d{12}):role\//.exec(role)?.[1];
  if (account === undefined || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return undefined;
  return `${account}.dkr.ecr.${region}.amazonaws.com`;
}

/** The action that takes on a role in AWS. */
export const AWS_CREDENTIALS = 'aws-actions/configure-aws-credentials';
