import { assemblyOf } from '../../../lib/audit';
import { keyUnknown } from '../../../lib/systems/kubernetes/rules/key-unknown';
import { secretMadeElsewhere } from '../../../lib/systems/kubernetes/rules/secret-made-elsewhere';
import { secretsRules } from '../../../lib/systems/secrets/rules';
import { tokenOutlived } from '../../../lib/systems/secrets/rules/token-outlived';
import { madeTwice } from '../../../lib/systems/secrets/rules/made-twice';
import { type Said, testObjectRules } from '../../rule-examples';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  ESO001: [
    'ExternalSecret shop/db',
    'spec.secretStoreRef.name',
    'there is no SecretStore valut in its namespace',
    'make it, or mend the name',
  ],
  ESO002: [
    'SealedSecret shop/db',
    'metadata.name',
    'its Secret is also made by ExternalSecret shop/db',
    'let one of them make it',
  ],
  ESO003: [
    'SealedSecret shop/db',
    'spec.encryptedData.password',
    'the value of "password" is not sealed',
    'change that value, and seal the new one',
  ],
  ESO004: [
    'ClusterSecretStore vault',
    'spec.conditions',
    'it has no conditions',
    'say which namespaces may read through it',
  ],
  ESO005: [
    'SecretStore shop/store',
    'spec.provider.aws.auth.secretRef',
    'it signs in with a stored key',
    'name a ServiceAccount instead',
  ],
  ESO006: [
    'ExternalSecret shop/pull',
    'spec.refreshInterval',
    'its token expires after 12h and is made every 24h',
    'refresh it sooner',
  ],
  ESO007: ['SealedSecret shop/db', 'metadata.annotations', 'it is sealed cluster-wide', 'seal it for one namespace'],
};

testObjectRules(secretsRules, SAID);

const pull = (fields: string): ReturnType<typeof assemblyOf> =>
  assemblyOf({
    manifests: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: pull, namespace: shop }
spec: { ${fields} }
`,
  });
const generated = (kind: string): string =>
  `dataFrom: [{ sourceRef: { generatorRef: { kind: ${kind}, name: pull } } }]`;

test.each([
  ['GCRAccessToken', 'refreshInterval: 59m', []],
  ['GCRAccessToken', 'refreshInterval: 1h', ['its token expires after 1h and is made every 1h']],
  ['ECRAuthorizationToken', 'refreshInterval: 0s', ['its token expires after 12h and is made once']],
  ['ACRAccessToken', 'refreshPolicy: CreatedOnce', ['its token expires after 3h and is made once']],
  ['UUID', 'refreshInterval: 0s', []],
])('a token of %s with %s', (kind, fields, said) => {
  expect(tokenOutlived.check(pull(`${fields}, ${generated(kind)}`)).map(({ message }) => message)).toEqual(said);
});

test('a Secret that is merged into has one maker still', () => {
  const manifests = (policy: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: shop }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: more, namespace: shop }
spec: { target: { name: db, creationPolicy: ${policy} }, data: [{ secretKey: a, remoteRef: { key: b } }] }
`;
  const said = (policy: string): readonly string[] =>
    madeTwice.check(assemblyOf({ manifests: manifests(policy) })).map(({ message }) => message);
  expect([said('Merge'), said('Owner')]).toEqual([[], ['its Secret is also made by Secret shop/db']]);
});

const pod = (key: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec:
  containers:
    - name: once
      image: ghcr.io/acme/once:v2
      env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: ${key} } } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db-outside, namespace: shop }
spec:
  target: { name: db }
  data: [{ secretKey: password, remoteRef: { key: shop/db } }]
`;

test('a Secret that a controller makes is there, with the keys that are known', () => {
  const wrong = assemblyOf({ manifests: pod('pass') });
  expect(secretMadeElsewhere.check(wrong)).toEqual([]);
  expect(keyUnknown.check(wrong).map(({ message, repair }) => [message, repair])).toEqual([
    ['ExternalSecret shop/db-outside has no key "pass"', 'use password'],
  ]);
  expect(keyUnknown.check(assemblyOf({ manifests: pod('password') }))).toEqual([]);
});
