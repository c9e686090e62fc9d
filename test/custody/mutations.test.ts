import { audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { type Mutation, inObject, inTerraform, orderService, without } from './order-service';

const assembly = orderService();
const POLICY = 'ImageValidatingPolicy';
const TEMPLATE = 'TriggerTemplate';
const ARN = 'repository/order-service';

/** The ServiceAccount of one task in the run that a push makes. */
const runsAs = (task: string, account: string): Mutation =>
  inObject(
    TEMPLATE,
    'order-service',
    `"pipelineTaskName":"${task}","serviceAccountName":"order-service-${ACCOUNTS[task] ?? ''}"`,
    `"pipelineTaskName":"${task}","serviceAccountName":"order-service-${account}"`,
  );
const ACCOUNTS: Readonly<Record<string, string>> = {
  build: 'build',
  scan: 'build',
  sign: 'sign',
  attest: 'sign',
  promote: 'promote',
};

/** A second identity, or statement, behind the first. */
const alsoTrusts = (subject: string): Mutation =>
  inObject(
    POLICY,
    'order-service-images',
    '"attestors":[',
    `"attestors":[{"name":"former","cosign":{"keyless":{"identities":[{"issuer":"https://oidc.eks.eu-west-1.amazonaws.com/id/5C4F7E2B90D1A36F8E7D4B2C1A09F6E3","subject":"${subject}"}]}}},`,
  );

const MUTANTS: readonly (readonly [string, Mutation, readonly string[]])[] = [
  [
    'the policy of one environment names another namespace of the signer',
    inObject(POLICY, 'order-service-images', 'namespaces/order-service-ci', 'namespaces/order-service', 'staging'),
    ['CUS001'],
  ],
  [
    'the policies name another ServiceAccount',
    inObject(
      POLICY,
      'order-service-images',
      'serviceaccounts/order-service-sign',
      'serviceaccounts/order-service-build',
    ),
    ['CUS001'],
  ],
  [
    'the policies name the issuer of another cluster',
    inObject(POLICY, 'order-service-images', '5C4F7E2B', '6D5A8F3C'),
    ['CUS001'],
  ],
  ['the task that signs runs as the account that builds', runsAs('sign', 'build'), ['CUS001', 'CUS013']],
  ['the task that attests runs as the account that builds', runsAs('attest', 'build'), ['CUS013', 'CUS015']],
  [
    'the pipeline verifies instead of signing',
    inObject('Task', 'sign-image', '"args":["sign"', '"args":["verify"'),
    ['CUS002', 'CUS013'],
  ],
  [
    'the policies also trust an account that signs nothing',
    alsoTrusts('https://kubernetes.io/namespaces/order-service-ci/serviceaccounts/release'),
    ['CUS003'],
  ],
  [
    'the policies take any ServiceAccount of the namespace',
    inObject(
      POLICY,
      'order-service-images',
      '"subject":"https://kubernetes.io/namespaces/order-service-ci/serviceaccounts/order-service-sign"',
      '"subjectRegExp":"^https://kubernetes.io/namespaces/order-service-ci/serviceaccounts/.*$"',
    ),
    ['CUS003'],
  ],
  ['an environment has no policy', without(POLICY, 'staging'), ['CUS004']],
  [
    'the build pushes to another account',
    inObject('Task', 'build-image', '111122223333', '444455556666'),
    ['CUS005', 'CUS012'],
  ],
  [
    'the build pushes to another region',
    inObject('Task', 'build-image', 'eu-west-1', 'eu-central-1'),
    ['CUS005', 'CUS012', 'CUS024'],
  ],
  ['the build runs as an account without a role', runsAs('build', 'test'), ['CUS005', 'CUS007']],
  [
    'the signing account has a role for another repository',
    inTerraform('aws_iam_role_policy', 'order-service-sign', ARN, 'repository/orders'),
    ['CUS005'],
  ],
  [
    'the role may put no image',
    inTerraform('aws_iam_role_policy', 'order-service-build', 'ecr:PutImage', 'ecr:DescribeImages'),
    ['CUS005'],
  ],
  [
    'an association names another namespace',
    inTerraform(
      'aws_eks_pod_identity_association',
      'order-service-build',
      '"namespace":"order-service-ci"',
      '"namespace":"order-service"',
    ),
    ['CUS005', 'CUS006'],
  ],
  [
    'an association names an account that is not there',
    inTerraform(
      'aws_eks_pod_identity_association',
      'order-service-promote',
      '"service_account":"order-service-promote"',
      '"service_account":"order-service-promoter"',
    ),
    ['CUS005', 'CUS006'],
  ],
  [
    'a role may push elsewhere too',
    inTerraform(
      'aws_iam_role_policy',
      'order-service-promote',
      `:${ARN}\\"`,
      `:${ARN}\\",\\"arn:aws:ecr:eu-west-1:111122223333:repository/payments\\"`,
    ),
    ['CUS007'],
  ],
  [
    'the build tags in another form',
    inObject('Task', 'build-image', 'order-service:sha-', 'order-service:build-'),
    ['CUS008', 'CUS024'],
  ],
  [
    'the lifecycle knows another form',
    inTerraform('aws_ecr_lifecycle_policy', 'order-service', '[\\"sha-*\\"]', '[\\"commit-*\\"]'),
    ['CUS008', 'CUS024'],
  ],
  [
    'the promoter marks in another form',
    inObject('Task', 'promote-to-staging', 'tag=staging-sha-', 'tag=sha-staging-'),
    ['CUS009', 'CUS024'],
  ],
  [
    'every build has one tag',
    inObject('Task', 'build-image', 'order-service:sha-\\"$PARAM_COMMIT\\"', 'order-service:latest'),
    ['CUS008', 'CUS010', 'CUS024'],
  ],
  [
    'another image is scanned',
    inObject(
      'Task',
      'scan-image',
      '"$(params.image)"]',
      '"111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service-test:main"]',
    ),
    ['CUS011'],
  ],
  [
    'the workload runs the namesake of another account',
    inObject('Rollout', 'order-service', '111122223333', '444455556666'),
    ['CUS012', 'CUS016'],
  ],
  [
    'the tests run as the account that signs',
    inObject(
      TEMPLATE,
      'order-service',
      '"serviceAccountName":"order-service-test"',
      '"serviceAccountName":"order-service-sign"',
    ),
    ['CUS013', 'CUS022'],
  ],
  [
    'nobody says which cluster builds',
    (one) => ({ ...one, environments: one.environments.map(({ name }) => ({ name })) }),
    ['CUS014'],
  ],
  [
    'the policies ask for a provenance that nobody makes',
    inObject(
      POLICY,
      'order-service-images',
      '"attestations":[',
      '"variables":[{"name":"p","expression":"attestations.provenance"}],"attestations":[{"name":"provenance","intoto":{"type":"https://slsa.dev/provenance/v1"}},',
    ),
    ['CUS015'],
  ],
  [
    'the promoter writes another folder',
    inObject('Task', 'promote-to-production', 'promoted/production/', 'promoted/prod/'),
    ['CUS016', 'CUS025'],
  ],
  [
    'the Kustomization reads another folder',
    inObject('Kustomization', 'order-service', 'promoted/staging', 'promoted/stage'),
    ['CUS016', 'CUS025'],
  ],
  [
    'the promoter marks in another repository',
    inObject('Task', 'promote-to-staging', '--repository-name order-service', '--repository-name orders'),
    ['CUS005', 'CUS023', 'CUS024'],
  ],
  [
    'the promoter marks in another region',
    inObject('Task', 'promote-to-staging', '--region eu-west-1', '--region eu-central-1'),
    ['CUS005', 'CUS024'],
  ],
  [
    'the promoter names the image of another account',
    inObject('Task', 'promote-to-staging', '- name: 111122223333', '- name: 444455556666'),
    ['CUS016', 'CUS025'],
  ],
  [
    'the lifecycle knows the marks of one environment by another name',
    inTerraform('aws_ecr_lifecycle_policy', 'order-service', 'production-sha-*', 'prod-sha-*'),
    ['CUS009', 'CUS024'],
  ],
];

test('finds nothing in the order-service', () => {
  expect(audit(assembly, custodyRules).findings).toEqual([]);
});

test.each(MUTANTS)('finds that %s', (_, mutate, expected) => {
  const found = audit(mutate(assembly), custodyRules).findings.map(({ rule }) => rule);
  expect([...new Set(found)].sort()).toEqual(expected);
});
