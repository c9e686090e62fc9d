import { type Example } from '../../audit';
import { GitHubWorkflowIdentity, PredicateType } from '../../model';
import { REGISTRY, deployment, example, policy } from './examples';

/** The build of the service as a workflow of `acme/example`. */
export const WORKFLOW = '.github/workflows/release.yaml';
export const WORKFLOW_SUBJECT = `https://github.com/acme/example/${WORKFLOW}@refs/heads/main`;
export const JOB_SUBJECT: readonly string[] = [
  'repo:acme/example:ref:refs/heads/main',
  'repo:acme@9142/example@715331:ref:refs/heads/main',
];

const CREDENTIALS = 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3';
const LOGIN = 'aws-actions/amazon-ecr-login@03f1aad4c6c7ffd436567f42f9384779290529bd # v2.1.7';
const BUILD_PUSH = 'docker/build-push-action@53b7df96c91f9c12dcc8a07bcb9ccacbed38856a # v7.3.0';

export interface WorkflowExample {
  /** @default a push of main */
  readonly on?: string;
  /** A further line of the job. @default none */
  readonly job?: string;
  /** The name of the role that it takes. @default "images-push" */
  readonly role?: string;
  /** Whether it signs what it pushes. @default true */
  readonly signs?: boolean;
  /** What it builds for. @default "linux/amd64" */
  readonly platforms?: string;
}

/** The text of a workflow that builds, pushes and signs the service's image. */
export function release(props: WorkflowExample = {}): string {
  const { on = '{ push: { branches: [main] } }', job, role = 'images-push', signs = true } = props;
  return [
    'name: release',
    `on: ${on}`,
    'permissions: {}',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 15',
    '    permissions: { contents: read, id-token: write }',
    ...(job === undefined ? [] : [`    ${job}`]),
    '    steps:',
    `      - uses: ${CREDENTIALS}`,
    `        with: { role-to-assume: 'arn:aws:iam::111122223333:role/${role}', aws-region: eu-west-1 }`,
    `      - uses: ${LOGIN}`,
    '        id: login',
    `      - uses: ${BUILD_PUSH}`,
    '        id: build',
    '        with:',
    '          context: .',
    `          platforms: ${props.platforms ?? 'linux/amd64'}`,
    '          push: true',
    '          tags: ${{ steps.login.outputs.registry }}/order-service:sha-${{ github.sha }}',
    '      - env:',
    '          REGISTRY: ${{ steps.login.outputs.registry }}',
    '          DIGEST: ${{ steps.build.outputs.digest }}',
    `        run: cosign ${signs ? 'sign --yes' : 'version'} "$REGISTRY/order-service@$DIGEST"`,
    '',
  ].join('\n');
}

/** The workflow as an example. */
export function releaseWorkflow(props: WorkflowExample = {}): Example {
  return { files: { [WORKFLOW]: release(props) } };
}

/** A policy that trusts subjects of GitHub's workflows, and the workload that it is for, beside files. */
export function admitting(subjects: readonly string[], files: Readonly<Record<string, string>>): Example {
  const trusted = policy(subjects, [PredicateType.signature.uri], GitHubWorkflowIdentity.issuer);
  return { ...example(trusted, deployment()), files };
}

/** A role that trusts jobs by claims, and may push to one repository. */
export function roleFor(
  claims: Readonly<Record<string, string | readonly string[]>>,
  repository = 'order-service',
): NonNullable<Example['terraform']> {
  const host = 'token.actions.githubusercontent.com';
  const asked = { aud: 'sts.amazonaws.com', ...claims };
  const keys = Object.fromEntries(Object.entries(asked).map(([claim, value]) => [`${host}:${claim}`, value]));
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${host}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: keys },
  };
  const push = {
    Effect: 'Allow',
    Action: ['ecr:PutImage'],
    Resource: `arn:aws:ecr:eu-west-1:${REGISTRY.slice(0, 12)}:repository/${repository}`,
  };
  return {
    aws_iam_role: {
      push: { name: 'images-push', assume_role_policy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }) },
    },
    aws_iam_role_policy: {
      push: {
        role: '${aws_iam_role.push.name}',
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [push] }),
      },
    },
  };
}
