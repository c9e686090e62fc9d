import { type GitHubRun, tokensOf } from '../../../lib/systems/aws/github-claims';
import { mayAssume, webIdentityRequest } from '../../../lib/systems/aws/trust';
import { Absent } from '../../engine';
import { type Recorder } from './recorder';
import { type AppliedRole, appliedRole } from './role/applied';
import { ACCOUNT, IDS } from './role/program';
import { SIMULATOR, type Simulated, simulated } from './role/simulator';

export const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

const MAIN = 'refs/heads/main';

/** The run that the role is for: the release of the repository's own main branch. */
export const RELEASE: GitHubRun = runOf('acme/order-service', MAIN, {});

/** Runs that want the role too. */
export const STRANGERS: readonly (readonly [string, GitHubRun])[] = [
  [
    "the same workflow in somebody's fork",
    runOf('mallory/order-service', MAIN, { repositoryId: '990001', ownerId: '990002' }),
  ],
  [
    'the same workflow in a pull request',
    runOf('acme/order-service', 'refs/pull/7/merge', { context: 'pull_request' }),
  ],
  ['the same workflow on a branch called main-2', runOf('acme/order-service', 'refs/heads/main-2', {})],
  ['a repository of the owner called order-service-2', runOf('acme/order-service-2', MAIN, { repositoryId: '990003' })],
];

function runOf(repository: string, ref: string, more: Partial<GitHubRun>): GitHubRun {
  return {
    repository,
    repositoryId: String(IDS.source),
    ownerId: String(IDS.owner),
    ref,
    context: `ref:${ref}`,
    jobWorkflowRef: `${repository}/.github/workflows/release.yaml@${ref}`,
    ...more,
  };
}

/**
 * Strangers' workflows at the role of the order-service's own. There is no AWS here: Terraform has applied the role to a
 * stand-in, from which it is read back, and a simulator of IAM judges it. The library's model has to agree.
 */
export async function attackRole(recorder: Recorder): Promise<void> {
  try {
    await attackApplied(await appliedRole(), recorder);
  } catch (error) {
    if (!(error instanceof Absent)) throw error;
    recorder.event('the play', `does not try the role of GitHub's runs: ${error.message}`);
  }
}

async function attackApplied(role: AppliedRole, recorder: Recorder): Promise<void> {
  const own = await judged(role, RELEASE);
  recorder.check(`the role ${role.arn}`, `${own.said} for the workflow of main`, own.letsIn && own.agreed);
  for (const [name, run] of STRANGERS) {
    const { letsIn, agreed, said } = await judged(role, run);
    const control = `trust policy of the role, judged by ${SIMULATOR.name}`;
    recorder.attack({ name: `${name}, at the role of GitHub's runs`, control, denied: !letsIn && agreed, said });
  }
}

interface Judged {
  /** Whether any form of the run's token is let in. */
  readonly letsIn: boolean;
  /** Whether the library's model says the same of each. */
  readonly agreed: boolean;
  readonly said: string;
}

async function judged(role: AppliedRole, run: GitHubRun): Promise<Judged> {
  const tokens = tokensOf(run);
  const answers = await simulated(role, PROVIDER, tokens);
  const model = tokens.map((claims) => mayAssume(role.trust, webIdentityRequest(PROVIDER, claims)));
  const agreed = answers.every(({ result }, index) => (result === 'Allowed') === model[index]);
  const said = `${sayOf(answers)}; the model of the audit ${agreed ? 'agrees' : 'does not agree'}`;
  return { letsIn: answers.some(({ result }) => result === 'Allowed'), agreed, said };
}

/** One answer for both forms of the subject, and what keeps the token from the statement that it is nearest to. */
function sayOf(answers: readonly Simulated[]): string {
  const results = [...new Set(answers.map(({ result }) => result))].join(' and ');
  if (answers.some(({ result }) => result === 'Allowed')) return results;
  const nearest = answers.flatMap(({ unmet }) => unmet).sort((a, b) => a.length - b.length)[0] ?? [];
  return `${results}: not met are ${nearest.map((key) => key.split(':').at(-1)).join(', ')}`;
}
