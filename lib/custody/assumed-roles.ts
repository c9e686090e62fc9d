import { type Assembly } from '../assembly';
import { type Place } from '../audit';
import { usesAction } from '../systems/github/reading/action-facts';
import { type StepInFile } from '../systems/github/reading/workflow-file';
import { once } from '../systems/tekton/once';
import { type GitHubJob, gitHubJobs } from './github-jobs';
import { type GitLabJob, gitLabJobs, variablesOf } from './gitlab-jobs';
import { AWS_CREDENTIALS, valueIn } from './job-values';
import { isKnown } from './open-text';
import { type Role, rolesOf } from './registry-roles';
import { optionOf } from './running-tasks';

/** A role of AWS that a job outside of the clusters takes, by the token that its CI system gives it. */
export interface AssumedRole {
  readonly by: GitHubJob | GitLabJob;
  /** The step that takes it; nothing in a job of GitLab. */
  readonly step?: StepInFile;
  readonly place: Place;
  readonly arn: string;
  /** The role in Terraform; nothing where the assembly does not have it, or several could be meant. */
  readonly role?: Role;
  /** The audience of the token; nothing where that is not clear. */
  readonly audience?: string;
}

/** Every role that jobs take, where its ARN is written out; gathered once. */
export const assumedRoles = once((assembly: Assembly): readonly AssumedRole[] => {
  const byName = new Map<string, Role[]>();
  for (const role of rolesOf(assembly)) {
    const name = String(role.resource.body['name']);
    byName.set(name, [...(byName.get(name) ?? []), role]);
  }
  const found = [...gitHubJobs(assembly).flatMap(byWorkflow), ...gitLabJobs(assembly).flatMap(byPipeline)];
  return found.flatMap((one) => {
    const name = /^arn:aws(?:-cn|-us-gov)?:iam::\d{12}:role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(one.arn)?.[1];
    if (name === undefined || !isKnown(one.arn)) return [];
    const [role, ...more] = byName.get(name) ?? [];
    return [{ ...one, ...(role === undefined || more.length > 0 ? {} : { role }) }];
  });
});

function byWorkflow(by: GitHubJob): readonly AssumedRole[] {
  const taking = by.job.steps.filter((step) => usesAction(step, AWS_CREDENTIALS) && !isOtherwise(step));
  return taking.map((step) => ({
    by,
    step,
    place: step.file.place.at(`${step.path}.with.role-to-assume`),
    arn: valueIn(by.run, step, step.with['role-to-assume'] ?? ''),
    audience: valueIn(by.run, step, step.with['audience'] ?? 'sts.amazonaws.com'),
  }));
}

/** Whether the step shows something else than the token of its job. */
function isOtherwise({ with: given, job, index }: StepInFile): boolean {
  const keys = ['aws-access-key-id', 'web-identity-token-file'].some((name) => given[name] !== undefined);
  const before = (job?.steps ?? []).slice(0, index);
  const chained = given['role-chaining'] === 'true';
  return keys || chained || before.some((one) => one.with['aws-access-key-id'] !== undefined);
}

function byPipeline(by: GitLabJob): readonly AssumedRole[] {
  const { idTokens } = by.job;
  const audiences = Object.entries(idTokens).flatMap(([name, all]) => (name === 'SIGSTORE_ID_TOKEN' ? [] : all));
  if (audiences.length === 0) return [];
  const [audience] = audiences.length === 1 ? audiences : [];
  const variable = variablesOf(by.job).get('AWS_ROLE_ARN');
  const commands = by.commands.filter(
    ({ program, words }) => program === 'aws' && words.includes('assume-role-with-web-identity'),
  );
  return [
    ...(variable === undefined ? [] : [{ arn: variable, place: by.job.place(by.job.field('variables')) }]),
    ...commands.flatMap(({ words, place }) => optionOf(words, '--role-arn').map((arn) => ({ arn, place }))),
  ].map((one) => ({ by, ...one, ...(audience === undefined ? {} : { audience }) }));
}
