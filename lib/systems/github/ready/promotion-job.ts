import { dnsLabel, invalid, type SigningIdentity, TagFamily } from '../../../model';
import { PROMOTER_VARIABLES, promoterScript } from '../../../tools';
import { cosignInstaller, createGitHubAppToken, setupBuildx } from '../actions';
import { eq } from '../condition';
import { Concurrency } from '../concurrency';
import { github, secret } from '../contexts';
import { DeploymentEnvironment } from '../deployment-environment';
import { type Expr, text } from '../expression';
import { Job } from '../job';
import { run, type RunStep } from '../run-step';
import { Runner } from '../runner';
import { bash, command, named, type Script } from '../script';
import { type Step } from '../step';
import { imageOf, tagStep } from './image-jobs';
import { type PromotionTarget, type PromotionWorkflowProps } from './promotion-workflow';
import { COPY, copyStep, proposalStep, REVISION } from './proposal';

/** What is promoted, as whoever starts the workflow says. */
export interface Asked {
  readonly digest: Expr<string, 'trusted'>;
  readonly commit: Expr<string, 'trusted'>;
  readonly number: Expr<string, 'trusted'>;
}

/** What the jobs of a promotion share. */
export interface Promoted extends PromotionWorkflowProps {
  readonly branch: string;
  readonly asked: Asked;
}

interface Stop {
  readonly target: PromotionTarget;
  /** The environment that must run the image already. */
  readonly before: PromotionTarget | undefined;
  readonly after: readonly Job[];
}

/** Tells one environment to run the image, after whoever guards the environment has agreed. */
export function promotionJob(props: Promoted, stop: Stop): Job {
  const { service, registry, branch, asked } = props;
  const environment = dnsLabel('PromotionWorkflow.targets', stop.target.environment);
  const token = tokenStep(props, stop.target);
  return new Job(`promote-${environment}`, {
    name: `Promote to ${environment}`,
    runsOn: Runner.ubuntu,
    after: stop.after,
    // Whoever may start a workflow may start it on a branch of their own; a pull request never gets here.
    if: eq(github.ref, `refs/heads/${branch}`),
    environment: DeploymentEnvironment.of(environment),
    concurrency: Concurrency.queued(`promote-${service}-${environment}`),
    steps: [
      ...registry._place.login(registry.role === undefined ? 'reads' : 'writes'),
      cosignInstaller.step({ name: 'Install cosign' }),
      verifyStep(props),
      ...(registry.role === undefined ? [] : markSteps(registry.repository.address, asked, environment)),
      token,
      ...promotionSteps(props, stop, token.outputs.token),
    ],
  });
}

/** The commit is what the certificate says, not what somebody typed. */
function verifyStep({ registry, trusts, asked }: Promoted): Step {
  return run({
    name: 'Verify who released it',
    script: command([
      ...['cosign', 'verify', '--output', 'text', ...identityFlags(trusts)],
      ...[
        '--certificate-github-workflow-sha',
        named('COMMIT', asked.commit),
        imageOf(registry.repository.address, asked.digest),
      ],
    ]),
  });
}

function identityFlags({ certificate }: SigningIdentity): readonly string[] {
  if (certificate === undefined) {
    throw invalid('PromotionWorkflow.trusts', 'a workflow that signs without a key', 'the holder of a key');
  }
  const { subject, subjectRegExp, issuer, calledFrom } = certificate;
  return [
    ...(subjectRegExp === undefined
      ? ['--certificate-identity', subject]
      : ['--certificate-identity-regexp', subjectRegExp]),
    ...['--certificate-oidc-issuer', issuer],
    ...(calledFrom === undefined ? [] : ['--certificate-github-workflow-repository', calledFrom.fullName]),
  ];
}

/** A tag by which the retention of the registry knows what an environment runs. */
function markSteps(address: string, { digest, commit }: Asked, environment: string): readonly Step[] {
  return [
    setupBuildx.step({ name: 'Start BuildKit' }),
    tagStep(address, digest, text`${TagFamily.promoted(environment).prefix}${commit}`),
  ];
}

/** Only Git knows it, and a promotion that a person starts is told nothing but the commit. */
function timeStep({ commit }: Asked): RunStep<'time'> {
  return run({
    id: 'commit',
    name: 'Read when it was committed',
    permissions: { contents: 'read' },
    env: { GH_TOKEN: github.token },
    outputs: ['time'],
    script: bash`
      time="$(gh api ${named('COMMIT_PATH', text`repos/${github.repository}/commits/${commit}`)} --jq .commit.committer.date)"
      echo "time=\${time}" >> "$GITHUB_OUTPUT"
    `,
  });
}

function tokenStep({ gitOps }: Promoted, { by }: PromotionTarget) {
  const { clientId, privateKey = 'PROMOTER_PRIVATE_KEY' } = gitOps.app;
  return createGitHubAppToken.step({
    id: 'app',
    name: 'Get a token for the GitOps repository',
    with: {
      'client-id': clientId,
      'private-key': secret(privateKey),
      owner: gitOps.repository.owner,
      repositories: [gitOps.repository.name],
      'permission-contents': 'write',
      ...(by === 'pull-request' ? { 'permission-pull-requests': 'write' } : {}),
    },
  });
}

function promotionSteps(props: Promoted, { target, before }: Stop, token: Expr<string, 'secret'>): readonly Step[] {
  const { gitOps, service, registry, asked } = props;
  const time = timeStep(asked);
  const proposes = target.by === 'pull-request';
  const script = promoterScript({
    ...{ service, environment: target.environment, repository: registry.repository, folder: target.folder },
    ...{ url: proposes ? COPY : gitOps.repository.cloneUrl, ordered: true },
    ...(gitOps.branch === undefined ? {} : { branch: gitOps.branch }),
    ...(before === undefined ? {} : { after: before }),
  });
  const env = {
    [PROMOTER_VARIABLES.image]: text`${registry.repository.address}@${asked.digest}`,
    [PROMOTER_VARIABLES.commit]: asked.commit,
    [PROMOTER_VARIABLES.time]: time.outputs.time,
    [PROMOTER_VARIABLES.run]: github.runId,
    [PROMOTER_VARIABLES.order]: asked.number,
  };
  const name = `Promote to ${target.environment}`;
  if (!proposes) {
    return [time, run({ name, env: { ...env, [PROMOTER_VARIABLES.token]: token }, script: verbatim(script) })];
  }
  return [
    time,
    copyStep(gitOps, token),
    run({ name, env: { ...env, [PROMOTER_VARIABLES.revision]: REVISION }, script: verbatim(script) }),
    proposalStep(gitOps, { service, environment: target.environment, token }),
  ];
}

/** A script that needs nothing put in; the first line is for those who run it as a file. */
function verbatim(script: string): Script {
  const text = script.replace(/^#!.*\n/, '').trimEnd();
  return bash(Object.assign([text], { raw: [text] }));
}
