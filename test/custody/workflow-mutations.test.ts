import { assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import {
  JOB_SUBJECT,
  WORKFLOW,
  WORKFLOW_SUBJECT,
  admitting,
  release,
  roleFor,
} from '../../lib/custody/rules/job-examples';

const CALLER = '.github/workflows/ci.yaml';

/** The service built by a workflow that a small one calls: each file, the policy and the role as one text. */
const BY_WORKFLOW: Readonly<Record<'policy' | 'workflow' | 'caller' | 'terraform', string>> = {
  policy: admitting([WORKFLOW_SUBJECT], {}).manifests ?? '',
  workflow: release({ on: 'workflow_call' }),
  caller: [
    'name: ci',
    'on: { push: { branches: [main] } }',
    'permissions: {}',
    'jobs:',
    '  image:',
    '    permissions: { contents: read, id-token: write }',
    `    uses: ./${WORKFLOW}`,
    '',
  ].join('\n'),
  terraform: JSON.stringify(
    roleFor({ sub: JOB_SUBJECT, job_workflow_ref: `acme/example/${WORKFLOW}@refs/heads/main` }),
  ),
};

function foundByWorkflow(texts: typeof BY_WORKFLOW): readonly string[] {
  const files = { [CALLER]: texts.caller, [WORKFLOW]: texts.workflow };
  const terraform = JSON.parse(texts.terraform) as ReturnType<typeof roleFor>;
  const assembled = assemblyOf({ manifests: texts.policy, files, terraform });
  return [...new Set(audit(assembled, custodyRules).findings.map(({ rule }) => rule))].sort();
}

const WORKFLOW_MUTANTS: readonly (readonly [string, keyof typeof BY_WORKFLOW, string, string, readonly string[]])[] = [
  ['the policy trusts the caller', 'policy', 'release.yaml', 'ci.yaml', ['CUS001']],
  ['the policy trusts another branch', 'policy', 'refs/heads/main', 'refs/heads/release', ['CUS001']],
  ['the policy trusts another repository', 'policy', 'github.com/acme/example', 'github.com/acme/orders', ['CUS001']],
  ['the policy trusts another owner', 'policy', 'github.com/acme/', 'github.com/acme-evil/', ['CUS001']],
  [
    'the policy names the issuer of GitLab',
    'policy',
    'https://token.actions.githubusercontent.com',
    'https://gitlab.com',
    ['CUS001'],
  ],
  ['the caller runs on another branch', 'caller', 'branches: [main]', 'branches: [next]', ['CUS001', 'CUS017']],
  ['the workflow verifies instead of signing', 'workflow', 'cosign sign', 'cosign verify', ['CUS002']],
  [
    'the policy takes a provenance that nobody makes',
    'policy',
    'https://sigstore.dev/cosign/sign/v1',
    'https://slsa.dev/provenance/v1',
    ['CUS015'],
  ],
  ['the job is of an environment', 'workflow', '    steps:', '    environment: production\n    steps:', ['CUS017']],
  [
    'the job shows another audience',
    'workflow',
    'aws-region: eu-west-1',
    'aws-region: eu-west-1, audience: acme',
    ['CUS017'],
  ],
  ['the job takes another role', 'workflow', 'role/images-push', 'role/images', ['CUS018']],
  ['the role trusts another branch', 'terraform', ':ref:refs/heads/main', ':ref:refs/heads/next', ['CUS017']],
  ['the role trusts the file of the caller', 'terraform', 'workflows/release.yaml', 'workflows/ci.yaml', ['CUS017']],
  ['the role may push to another repository', 'terraform', 'repository/order-service', 'repository/orders', ['CUS019']],
  ['the role may not push', 'terraform', 'ecr:PutImage', 'ecr:DescribeImages', ['CUS019']],
  [
    'the workflow pushes to another region',
    'workflow',
    'aws-region: eu-west-1',
    'aws-region: eu-west-2',
    ['CUS012', 'CUS019'],
  ],
  ['the workflow pushes another image', 'workflow', '/order-service:sha', '/orders:sha', ['CUS019']],
];

test('finds nothing where a workflow builds the service', () => {
  expect(foundByWorkflow(BY_WORKFLOW)).toEqual([]);
});

test.each(WORKFLOW_MUTANTS)('finds that %s', (_, file, from, to, expected) => {
  const before = BY_WORKFLOW[file];
  expect(before).toContain(from);
  expect(foundByWorkflow({ ...BY_WORKFLOW, [file]: before.replaceAll(from, to) })).toEqual(expected);
});
