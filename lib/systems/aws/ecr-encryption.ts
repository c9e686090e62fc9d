import { invalid } from '../../model';

/** The key that images are encrypted with at rest. ECR cannot change it later: another choice makes a new repository. */
export class EcrEncryption {
  /** The key that AWS keeps for ECR in the account: nothing to manage, and nobody outside the account can be let in. */
  public static readonly awsManagedKey = new EcrEncryption();

  /** A key of your own, by its ARN. ECR makes its own grant on it: who pushes or pulls needs no right on the key. */
  public static kmsKey(arn: string): EcrEncryption {
    if (!/^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(arn)) {
      throw invalid('EcrEncryption.kmsKey', 'the ARN of a KMS key', arn, 'an alias may come to mean another key');
    }
    return new EcrEncryption(arn);
  }

  private constructor(private readonly key?: string) {}

  /** @internal */
  public _render(): { readonly encryptionType: string; readonly kmsKey?: string } {
    return { encryptionType: 'KMS', ...(this.key === undefined ? {} : { kmsKey: this.key }) };
  }
}
