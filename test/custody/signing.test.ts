import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import {
  BUILD,
  BUILT,
  CLONE,
  DIGEST,
  SIGN,
  SIGNER,
  build,
  deployment,
  example,
  policy,
  run,
  task,
} from '../../lib/custody/rules/examples';

function found(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule }) => rule);
}

const STRANGER = SIGNER.replace('/sign', '/release');

describe('who signs', () => {
  test('one of several signers is enough', () => {
    const both = [CLONE, build(), SIGN, { ...SIGN, name: 'release' }];
    expect(found(example(run(both), policy([STRANGER]), deployment()))).toEqual([]);
  });

  test('what a key signs is not known', () => {
    const byKey = task('sign', ['cosign', 'sign', '--yes', '--key', 'awskms:///alias/images', BUILT]);
    expect(found(example(run([CLONE, build(), byKey]), policy([STRANGER]), deployment()))).toEqual([]);
  });

  test('a fetched task may sign as anybody', () => {
    const fetched = { name: 'sign', taskRef: { resolver: 'hub', params: [{ name: 'name', value: 'cosign-sign' }] } };
    expect(found(example(run([CLONE, build(), fetched]), policy([STRANGER]), deployment()))).toEqual([]);
  });

  test('Tekton Chains signs behind the pipelines', () => {
    const chains = 'https://kubernetes.io/namespaces/tekton-chains/serviceaccounts/tekton-chains-controller';
    expect(found(example(run([CLONE, build()]), policy([chains]), deployment()))).toEqual([]);
  });

  test('a workflow elsewhere may sign', () => {
    const workflow = 'https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main';
    expect(found(example(run([CLONE, build()]), policy([workflow]), deployment()))).toEqual([]);
  });

  test('another subject is refused, whichever issuer it is of', () => {
    expect(found({ ...example(BUILD, policy([STRANGER]), deployment()), issuer: undefined })).toEqual(['CUS001']);
  });

  test('where the clusters differ, both issuers are named', () => {
    const [finding] = audit(
      assemblyOf({ ...example(BUILD, policy(), deployment()), issuer: 'https://oidc.example.com' }),
      custodyRules,
    ).findings;
    expect(finding?.message).toBe(
      `pipeline order-service in example signs as ${SIGNER} of https://oidc.example.com → policy images trusts ${SIGNER} of https://oidc.eks.eu-west-1.amazonaws.com/id/5C4F7E2B90D1A36F8E7D4B2C1A09F6E3 → every pod of Deployment shop/order-service in example is denied`,
    );
  });

  test('pods that run as the signing account are named', () => {
    const debug = { ...deployment(`ghcr.io/acme/debug@${DIGEST}`, { serviceAccountName: 'sign' }) } as {
      metadata: object;
    };
    const inBuilds = { ...debug, metadata: { ...debug.metadata, namespace: 'ci' } };
    expect(found(example(BUILD, inBuilds))).toEqual(['CUS013']);
  });
});
