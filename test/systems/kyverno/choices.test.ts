import { SigningIdentity } from '../../../lib/model';
import { Namespaces, RegistryCredentials, SigstoreRoots } from '../../../lib/systems/kyverno';

test('namespaces are chosen by name, by label, or all but some', () => {
  const key = 'kubernetes.io/metadata.name';
  expect(Namespaces.named('a', 'b')._render()).toEqual({
    matchExpressions: [{ key, operator: 'In', values: ['a', 'b'] }],
  });
  expect(Namespaces.allExcept('kyverno')._render()).toEqual({
    matchExpressions: [{ key, operator: 'NotIn', values: ['kyverno'] }],
  });
  expect(Namespaces.labelled({ tier: 'shop' })._render()).toEqual({ matchLabels: { tier: 'shop' } });
});

test.each([
  [() => Namespaces.named(), 'Namespaces.named: expected at least one namespace, got []'],
  [() => Namespaces.allExcept(), 'Namespaces.allExcept: expected at least one namespace, got []'],
  [() => Namespaces.named('a', 'a'), 'Namespaces.named: expected each namespace once, got ["a","a"]'],
  [
    () => Namespaces.named('shop-*'),
    'Namespaces.named: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "shop-*"',
  ],
  [() => Namespaces.labelled({}), 'Namespaces.labelled: expected at least one label, got {}'],
  [
    () => RegistryCredentials.secrets(),
    "RegistryCredentials.secrets: expected names of Secrets in Kyverno's namespace, got []",
  ],
  [
    () => RegistryCredentials.secrets('ci/ghcr'),
    'RegistryCredentials.secrets: expected names of Secrets in Kyverno\'s namespace, got ["ci/ghcr"]',
  ],
  [
    () => SigstoreRoots.tuf({ mirror: 'http://tuf.acme.dev', root: '{}' }),
    'SigstoreRoots.mirror: expected an https URL, got "http://tuf.acme.dev"',
  ],
  [
    () => SigstoreRoots.tuf({ mirror: 'https://tuf.acme.dev', root: '{}' }),
    'SigstoreRoots.root: expected the text of a TUF root.json, got "{}"',
  ],
  [
    () => SigstoreRoots.tuf({ mirror: 'https://tuf.acme.dev', root: 'root.json' }),
    'SigstoreRoots.root: expected the text of a TUF root.json, got "root.json"',
  ],
])('refuses %#', (make, message) => {
  expect(make).toThrow(message);
});

test('credentials name the provider of the registry', () => {
  const { amazon, azure, google, github, asInstalled } = RegistryCredentials;
  expect([amazon, azure, google, github, asInstalled].map((one) => one._render())).toEqual([
    { providers: ['amazon'] },
    { providers: ['azure'] },
    { providers: ['google'] },
    { providers: ['github'] },
    undefined,
  ]);
});

test('keys alone check no certificate', () => {
  const identity = SigningIdentity.certificate({ subject: 'https://acme.dev/ci', issuer: 'https://acme.dev' });
  const key = SigningIdentity.awsKms('arn:aws:kms:eu-west-1:111122223333:key/1');
  expect([SigstoreRoots.keysOnly.canCheck(identity), SigstoreRoots.keysOnly.canCheck(key)]).toEqual([false, true]);
  expect([SigstoreRoots.publicGood.canCheck(identity), SigstoreRoots.publicGood.arePublic]).toEqual([true, true]);
  expect(SigstoreRoots.keysOnly.arePublic).toBe(false);
});
