import { AccountId, invalid } from '../../model';

/** Somebody that an AWS policy can name: a whole account, or one role. */
export class AwsPrincipal {
  /** Every identity of an account that its own administrators let in. */
  public static account(account: string): AwsPrincipal {
    return new AwsPrincipal(`arn:aws:iam::${AccountId.of(account).digits}:root`);
  }

  /** One role, by its ARN. The role must exist when the policy is applied. */
  public static role(arn: string): AwsPrincipal {
    if (!/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
      throw invalid('AwsPrincipal.role', 'the ARN of a role', arn);
    }
    return new AwsPrincipal(arn);
  }

  private constructor(public readonly arn: string) {}

  public toString(): string {
    return this.arn;
  }
}
