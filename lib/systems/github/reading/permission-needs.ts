import { usesAction } from './action-facts';
import { type ScriptCommand, tryScript } from './step-script';
import { environmentOf } from './step-values';
import { type StepInFile } from './workflow-file';

/** A scope that a step cannot do without, and why. */
export interface PermissionNeed {
  readonly scope: string;
  readonly access: 'read' | 'write';
  readonly why: string;
}

/** What a step needs of the job's token for certain; nothing where that depends on what the file does not say. */
export function needsOf(step: StepInFile): readonly PermissionNeed[] {
  const { with: given } = step;
  if (usesAction(step, 'github/codeql-action/upload-sarif', 'github/codeql-action/analyze'))
    return given['upload'] === 'false' || given['token'] !== undefined || given['upload'] === 'never'
      ? []
      : [need('security-events', 'uploads its findings')];
  if (usesAction(step, 'aws-actions/configure-aws-credentials')) {
    const isOwn = given['aws-access-key-id'] !== undefined || given['web-identity-token-file'] !== undefined;
    const isOther = given['role-chaining'] === 'true' || given['role-to-assume'] === undefined || isOwn;
    return isOther || hasAwsKeys(step) ? [] : [need('id-token', 'logs in to AWS by an identity token')];
  }
  if (usesAction(step, 'actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'))
    return given['github-token'] === undefined
      ? [need('id-token', 'signs an attestation'), need('attestations', 'stores an attestation')]
      : [];
  if (usesAction(step, 'docker/login-action') && given['registry'] === 'ghcr.io') return [];
  return [
    ...(signsKeyless(step) ? [need('id-token', 'signs without a key')] : []),
    ...(startsWorkflow(step) ? [need('actions', 'starts a workflow')] : []),
  ];
}

function need(scope: string, why: string): PermissionNeed {
  return { scope, access: 'write', why };
}

function hasAwsKeys({ env, job, file }: StepInFile): boolean {
  const all = { ...file.env, ...job?.env, ...env };
  const before = (job?.steps ?? []).filter((one) => usesAction(one, 'aws-actions/configure-aws-credentials'));
  return Object.hasOwn(all, 'AWS_ACCESS_KEY_ID') || before.some((one) => one.with['aws-access-key-id'] !== undefined);
}

/** Whether a step signs by cosign without a key: a token handed over in another way is its own affair. */
function signsKeyless(step: StepInFile): boolean {
  const all = { ...step.file.env, ...step.job?.env, ...step.env };
  if (Object.hasOwn(all, 'COSIGN_KEY') || Object.hasOwn(all, 'SIGSTORE_ID_TOKEN')) return false;
  return (tryScript(step)?.commands ?? []).some(
    ({ program, args }) =>
      program === 'cosign' &&
      /^(sign|attest|sign-blob)$/.test(args[0] ?? '') &&
      !args.some((word) => /^--(key|identity-token|certificate|sk)/.test(word)) &&
      !args.some((word) => word.startsWith('$') && !/[@:/]/.test(word)),
  );
}

/** Whether a step starts a workflow of its own repository by the token of its job. */
function startsWorkflow(step: StepInFile): boolean {
  const { GH_TOKEN, GITHUB_TOKEN } = environmentOf(step);
  const isOfJob = /^\$\{\{\s*(github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/i.test(GH_TOKEN ?? GITHUB_TOKEN ?? '');
  return isOfJob && (tryScript(step)?.commands ?? []).some((command) => tryStarted(command) !== undefined);
}

/** The workflow of its own repository that a command starts. */
export function tryStarted({ program, args }: Pick<ScriptCommand, 'program' | 'args'>): string | undefined {
  if (program !== 'gh' || args[0] !== 'workflow' || args[1] !== 'run') return undefined;
  const at = args.findIndex((word) => word === '--repo' || word === '-R');
  const isOwn = at < 0 ? !args.some((word) => word.startsWith('--repo=')) : args[at + 1] === '${{github.repository}}';
  return isOwn ? args.slice(2).find((word) => /^[\w.-]+\.ya?ml$/.test(word)) : undefined;
}
