import { X509Certificate, constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import { dnsLabel, invalid } from '../../model';

/** Which Secret a sealed value may become. */
export const SEAL_SCOPES = ['strict', 'namespace-wide', 'cluster-wide'] as const;
/** Where a sealed value can be unsealed: under its own name, in its namespace, or anywhere in the cluster. */
export type SealScope = (typeof SEAL_SCOPES)[number];

/** The Secret that values are sealed for. */
export interface SealedFor {
  /** The Secret's name. With the scope `strict` a value can be unsealed under no other. */
  readonly name: string;
  /** Its namespace. With any scope but `cluster-wide` a value can be unsealed in no other. */
  readonly namespace: string;
  /** @default "strict" */
  readonly scope?: SealScope;
}

/**
 * The public key of a Sealed Secrets controller, out of its certificate in PEM form. Throws `Sealing.certificate: …` for
 * anything else, for a key that is not RSA, and for a certificate that has expired: controllers change keys every month.
 */
export function sealingKey(certificate: string, now: Date): KeyObject {
  const parsed = tryCertificate(certificate);
  const key = parsed?.publicKey;
  if (!parsed || key?.asymmetricKeyType !== 'rsa') {
    throw invalid(
      'Sealing.certificate',
      'a certificate of a Sealed Secrets controller in PEM form',
      'something else',
      FETCH,
    );
  }
  if (now > new Date(parsed.validTo)) {
    throw invalid('Sealing.certificate', 'a certificate that is valid', `one that expired ${parsed.validTo}`, FETCH);
  }
  return key;
}

const FETCH = 'ask the controller: kubeseal --fetch-cert';

function tryCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/**
 * One value as only the controller can read it, in base64. Two calls never give the same text, so nothing is sealed
 * during a synthesis: values are sealed once, and the sealed text is committed.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function seal(value: Buffer, key: KeyObject, sealedFor: SealedFor): string {
  const session = randomBytes(SESSION_KEY_BYTES);
  const oaepLabel = Buffer.from(sealLabel(sealedFor));
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const wrapped = publicEncrypt({ key, padding, oaepHash: 'sha256', oaepLabel }, session);
  const cipher = createCipheriv('aes-256-gcm', session, ZERO_NONCE);
  const encrypted = Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrapped.length);
  return Buffer.concat([length, wrapped, encrypted]).toString('base64');
}

/** What a value is bound to: it unseals only under the same label. Throws for names that Kubernetes refuses. */
export function sealLabel({ name, namespace, scope = 'strict' }: SealedFor): string {
  const place = dnsLabel('Sealing.namespace', namespace);
  if (!SECRET_NAME.test(name)) throw invalid('Sealing.name', 'the name of a Secret', name);
  switch (scope) {
    case 'strict':
      return `${place}/${name}`;
    case 'namespace-wide':
      return place;
    case 'cluster-wide':
      return '';
  }
}

const SESSION_KEY_BYTES = 32;

/** Allowed because each key seals one value only. */
const ZERO_NONCE = Buffer.alloc(12);

const SECRET_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
