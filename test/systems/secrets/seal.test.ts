import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEAL_SCOPES, type SealedFor, seal, sealLabel, sealingKey } from '../../../lib/systems/secrets/seal';
import { type SealedManifest, readSealed, sealedText } from '../../../lib/systems/secrets/sealed-manifest';
import { isSealed } from '../../../lib/systems/secrets/sealed-value';
import * as fc from '../../property';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const testdata = (name: string): string => readFileSync(join(__dirname, 'testdata', name), 'utf8');

/** What the controller does. */
function unseal(sealed: string, label: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const wrapped = bytes.subarray(2, 2 + bytes.readUInt16BE());
  const oaepLabel = Buffer.from(label);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const session = privateDecrypt({ key: privateKey, padding, oaepHash: 'sha256', oaepLabel }, wrapped);
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(2 + wrapped.length, -16)), decipher.final()]);
}

test.each(SEAL_SCOPES)('the controller opens what was sealed %s, and nothing else does', (scope) => {
  const sealedFor: SealedFor = { name: 'db', namespace: 'shop', scope };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const value = Buffer.from(bytes);
      const sealed = seal(value, publicKey, sealedFor);
      expect(unseal(sealed, sealLabel(sealedFor))).toEqual(value);
      expect(isSealed(sealed)).toBe(true);
      expect(() => unseal(sealed, 'another/db')).toThrow();
    }),
    { numRuns: 20 },
  );
});

test('binds a value to what its scope says', () => {
  const secret = { name: 'db', namespace: 'shop' };
  expect([undefined, ...SEAL_SCOPES].map((scope) => sealLabel({ ...secret, scope }))).toEqual([
    'shop/db',
    'shop/db',
    'shop',
    '',
  ]);
});

test('never gives the same text twice', () => {
  const once = (): string => seal(Buffer.from('secret'), publicKey, { name: 'db', namespace: 'shop' });
  expect(once()).not.toBe(once());
});

test.each([
  [{ name: 'DB', namespace: 'shop' }, 'Sealing.name: expected the name of a Secret, got "DB"'],
  [
    { name: 'db', namespace: 'Shop' },
    'Sealing.namespace: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Shop"',
  ],
])('seals nothing for %j', (sealedFor, message) => {
  expect(() => seal(Buffer.from('x'), publicKey, sealedFor)).toThrow(new Error(message));
});

const EXPECTED =
  'Sealing.certificate: expected a certificate of a Sealed Secrets controller in PEM form, got "something else"';
const FETCH = 'ask the controller: kubeseal --fetch-cert';

test('takes the key out of a certificate that is valid', () => {
  expect(sealingKey(testdata('controller.pem'), new Date('2026-11-21')).asymmetricKeyType).toBe('rsa');
  expect(() => sealingKey('-----BEGIN NOTHING-----', new Date())).toThrow(new Error(`${EXPECTED}; ${FETCH}`));
  expect(() => sealingKey(testdata('elliptic.pem'), new Date())).toThrow(new Error(`${EXPECTED}; ${FETCH}`));
  expect(() => sealingKey(testdata('controller.pem'), new Date('2200-01-01'))).toThrow(
    /^Sealing.certificate: expected a certificate that is valid, got "one that expired .*2126 GMT"; ask the controller/,
  );
});

const value = seal(Buffer.from('secret'), publicKey, { name: 'db', namespace: 'shop' });

test('writes and reads the file that lies in Git', () => {
  const manifest: SealedManifest = {
    name: 'db',
    namespace: 'shop',
    scope: 'namespace-wide',
    type: 'kubernetes.io/basic-auth',
    encryptedData: { password: value },
  };
  const text = sealedText(manifest);
  expect(text.replace(value, 'SEALED')).toBe(`apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  namespace: shop
  annotations:
    sealedsecrets.bitnami.com/namespace-wide: 'true'
spec:
  encryptedData:
    password: SEALED
  template:
    metadata:
      name: db
      namespace: shop
      annotations:
        sealedsecrets.bitnami.com/namespace-wide: 'true'
    type: kubernetes.io/basic-auth
`);
  expect(readSealed(text)).toEqual(manifest);
});

test.each([
  ['kind: [', 'SealedSecret.sealed: expected the YAML of a SealedSecret, got "broken YAML"'],
  [
    'kind: Secret',
    'SealedSecret.sealed: expected a SealedSecret with name and namespace, got "Secret"; make it: slipway seal',
  ],
  [
    'kind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec: {encryptedData: {password: c2VjcmV0}}',
    'SealedSecret.sealed.password: expected a sealed value, got "something else"; never commit a value',
  ],
])('refuses %j', (text, message) => {
  expect(() => readSealed(text)).toThrow(new Error(message));
});
