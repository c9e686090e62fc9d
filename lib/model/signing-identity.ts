import { type GitHubRepository } from './github-repository';
import { Hidden, invalid } from './invalid';

/** What a keyless signer's certificate says. */
export interface CertificateIdentity {
  /** The certificate's subject alternative name, exactly: no wildcard, no expression. */
  readonly subject: string;
  /** The issuer of the token that the signer showed to Fulcio. */
  readonly issuer: string;
  /**
   * The repository whose run called the signer. Needed when a reusable workflow signs: its certificate names the
   * workflow, and any repository may call it.
   * @default the subject alone says who signs
   */
  readonly calledFrom?: GitHubRepository;
}

/** A signer's certificate as it is checked. */
export interface CheckedCertificate extends CertificateIdentity {
  /**
   * An expression for the whole subject, where it ends in a version; `subject` then ends in `*` and is for people.
   * @default the subject is compared letter by letter
   */
  readonly subjectRegExp?: string;
}

/** Who signs an image: exposed by whatever builds it, taken by whatever trusts it, and never copied as text. */
export class SigningIdentity {
  /** A signer without keys: Fulcio certifies who it is for the ten minutes in which it signs. */
  public static certificate(identity: CertificateIdentity): SigningIdentity {
    requireExact(identity);
    return new SigningIdentity(identity, undefined);
  }

  /**
   * A signer without keys that runs at the tag of each version, such as `v1.4.2`: the ref is part of its subject, so each
   * version signs as another, and those to come have no name yet. The subject
   * is what stands before the version, up to `@refs/tags/v`. Whoever may make such a tag is trusted: let a ruleset of the
   * repository say who may, and that none is moved. Throws `SigningIdentity.versions: …` for a subject without a tag.
   */
  public static versions(identity: CertificateIdentity): SigningIdentity {
    requireExact(identity);
    const { subject } = identity;
    if (!/@refs\/tags\/[^@]*$/.test(subject)) {
      throw invalid('SigningIdentity.versions', 'a subject up to its tag, such as "…@refs/tags/v"', subject);
    }
    const subjectRegExp = `^${subject.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}${VERSION}$`;
    return new SigningIdentity({ ...identity, subject: `${subject}*`, subjectRegExp }, undefined);
  }

  /** A signer with a key pair: whoever holds the private key. Takes the public key in PEM form. */
  public static key(publicKeyPem: string): SigningIdentity {
    if (publicKeyPem.includes('PRIVATE KEY')) {
      throw invalid(
        'SigningIdentity.key',
        'a public key',
        new Hidden('a private key'),
        'revoke it if it has been committed',
      );
    }
    if (!/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----\n?$/.test(publicKeyPem)) {
      throw invalid('SigningIdentity.key', 'a public key in PEM form', publicKeyPem);
    }
    return new SigningIdentity(undefined, { pem: publicKeyPem.trimEnd() });
  }

  /** A signer whose private key never leaves AWS KMS. Takes the key's ARN. */
  public static awsKms(keyArn: string): SigningIdentity {
    if (!/^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[A-Za-z0-9/_-]+$/.test(keyArn)) {
      throw invalid('SigningIdentity.awsKms', 'the ARN of a KMS key or alias', keyArn);
    }
    return new SigningIdentity(undefined, { kms: `awskms:///${keyArn}` });
  }

  private constructor(
    /** Present when the signer is keyless. */
    public readonly certificate: CheckedCertificate | undefined,
    /** Present when the signer holds a key: its public half, or where KMS keeps it. */
    public readonly key: { readonly pem: string } | { readonly kms: string } | undefined,
  ) {}

  /** One line for people and for messages. */
  public toString(): string {
    if (this.certificate) return `${this.certificate.subject} (issuer ${this.certificate.issuer})`;
    return this.key && 'kms' in this.key ? this.key.kms : 'the holder of a key';
  }
}

/** Three numbers, as the tags of releases have them. */
const VERSION = '[0-9]+\\.[0-9]+\\.[0-9]+';

function requireExact({ subject, issuer }: CertificateIdentity): void {
  if (!/^(https:\/\/|mailto:|[^\s@]+@)\S+$/.test(subject) || /[*?]/.test(subject)) {
    throw invalid(
      'SigningIdentity.subject',
      'one exact URI or address',
      subject,
      'a wildcard would trust others too, or nobody',
    );
  }
  if (!/^https:\/\/[^\s*]+$/.test(issuer)) {
    throw invalid('SigningIdentity.issuer', 'the https URL of one issuer', issuer);
  }
}
