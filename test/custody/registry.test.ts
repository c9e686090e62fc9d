import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import {
  BUILD,
  CLONE,
  DIGEST,
  IMAGE,
  REGISTRY,
  SIGN,
  account,
  build,
  deployment,
  example,
  pusher,
  repository,
  run,
  task,
  withTerraform,
} from '../../lib/custody/rules/examples';

function found(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule }) => rule);
}

describe('who may push', () => {
  const sign = pusher(['order-service'], 'sign');
  const only = pusher(['payments']);

  test('a ServiceAccount of the namespace without a role is refused', () => {
    expect(found(withTerraform(sign, BUILD))).toEqual(['CUS005']);
  });

  test('a build whose roles are not in the assembly is not judged', () => {
    expect(found(withTerraform(repository(['sha-*']), BUILD))).toEqual([]);
  });

  test('an annotated ServiceAccount has a role from elsewhere', () => {
    const annotated = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'build',
        namespace: 'ci',
        annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/build' },
      },
    };
    expect(found(withTerraform(sign, BUILD, annotated, account('sign')))).toEqual([]);
  });

  test('a role with a policy that cannot be read is not judged', () => {
    const attached = { aws_iam_role_policy_attachment: { more: { role: 'build', policy_arn: '${var.policy}' } } };
    expect(found(withTerraform({ ...only, ...attached }, run([CLONE, build()])))).toEqual([]);
  });

  test('a role that trusts the token of the pod counts as well', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com';
    const trust = {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { 'oidc.example.com:sub': 'system:serviceaccount:ci:build' } },
        },
      ],
    };
    const role = { aws_iam_role: { build: { name: 'build', assume_role_policy: JSON.stringify(trust) } } };
    const { aws_iam_role_policy } = only;
    expect(
      found(withTerraform({ ...role, aws_iam_role_policy: aws_iam_role_policy ?? {} }, run([CLONE, build()]))),
    ).toEqual(['CUS005']);
  });

  test('a registry whose credentials are in a Secret needs no role', () => {
    const { taskSpec, ...rest } = build();
    const withSecret = {
      ...rest,
      taskSpec: { ...taskSpec, volumes: [{ name: 'docker-config', secret: { secretName: 'registry' } }] },
    };
    expect(found(withTerraform(sign, run([CLONE, withSecret, SIGN])))).toEqual([]);
  });

  test('a role for a namespace that is not there names where the account is', () => {
    const elsewhere = {
      build: { namespace: 'builds', service_account: 'build', role_arn: '${aws_iam_role.build.arn}' },
    };
    const terraform = { ...pusher(['order-service']), aws_eks_pod_identity_association: elsewhere };
    const { findings } = audit(
      assemblyOf(withTerraform(terraform, run([CLONE, build()]), account('build'))),
      custodyRules,
    );
    expect(findings.map(({ rule, repair }) => `${rule} ${repair}`)).toEqual([
      'CUS005 associate the ServiceAccount of the task with a role that may push there',
      'CUS006 build is in ci',
    ]);
  });
});

describe('tags', () => {
  test('a tag that nothing is known of may match any rule', () => {
    expect(found(withTerraform(repository(['v*']), run([CLONE, build(COMMIT_ALONE)])))).toEqual([]);
  });

  test('an exception from immutability lets a tag move', () => {
    const excluded = {
      image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
      image_tag_mutability_exclusion_filter: [{ filter: 'latest', filter_type: 'WILDCARD' }],
    };
    expect(found(withTerraform(repository(['latest'], excluded), run([CLONE, build('latest')])))).toEqual([]);
  });

  test('a run with a name pushes its tag once', () => {
    const once = { ...run([CLONE, build('v1.4.2')]), metadata: { name: 'release-1-4-2', namespace: 'ci' } };
    expect(found(withTerraform(repository(['v*']), once))).toEqual([]);
  });

  test('a repository of the same name elsewhere is another one', () => {
    expect(
      found(withTerraform(repository(['sha-*']), run([CLONE, build('latest', 'ghcr.io/acme/order-service')]))),
    ).toEqual([]);
  });
});

const COMMIT_ALONE = '$(tasks.clone.results.commit)';

describe('what is scanned and what runs', () => {
  test('a scan of the source says nothing of images', () => {
    const scan = task('scan', ['trivy', 'fs', '--exit-code', '1', '.']);
    expect(found(example(run([CLONE, build(), scan, SIGN])))).toEqual([]);
  });

  test('the image of another build is another image', () => {
    const other = { ...build('test-$(tasks.clone.results.commit)'), name: 'build-tests' };
    const scan = task('scan', ['grype', '--fail-on', 'high', `registry:${IMAGE}@$(tasks.build-tests.results.digest)`]);
    expect(found(example(run([CLONE, build(), other, scan, SIGN])))).toEqual(['CUS011']);
  });

  test('where Terraform replicates images, they may run elsewhere', () => {
    const terraform = { aws_ecr_replication_configuration: { all: {} } };
    const image = `${REGISTRY.replace('eu-west-1', 'eu-central-1')}/order-service@${DIGEST}`;
    expect(found(withTerraform(terraform, run([CLONE, build()]), deployment(image)))).toEqual([]);
  });
});
