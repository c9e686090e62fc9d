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

/** Who signs an image: exposed by whatever builds it, taken by whatever trusts it, and never copied as text. */
export class SigningIdentity {
  /** A signer without keys: Fulcio certifies who it is for the ten minutes in which it signs. */
  public static certificate(identity: CertificateIdentity): SigningIdentity {
    if (!/^(https:\/\/|mailto:|[^\s@]+@)\S+$/.test(identity.subject) || /[*?]/.test(identity.subject)) {
      throw invalid(
        'SigningIdentity.subject',
        'one exact URI or address',
        identity.subject,
        'a wildcard would trust others too, or nobody',
      );
    }
    if (!/^https:\/\/[^\s*]+$/.test(identity.issuer)) {
      throw invalid('SigningIdentity.issuer', 'the https URL of one issuer', identity.issuer);
    }
    return new SigningIdentity(identity, undefined);
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
    public readonly certificate: CertificateIdentity | undefined,
    /** Present when the signer holds a key: its public half, or where KMS keeps it. */
    public readonly key: { readonly pem: string } | { readonly kms: string } | undefined,
  ) {}

  /** One line for people and for messages. */
  public toString(): string {
    if (this.certificate) return `${this.certificate.subject} (issuer ${this.certificate.issuer})`;
    return this.key && 'kms' in this.key ? this.key.kms : 'the holder of a key';
  }
}
