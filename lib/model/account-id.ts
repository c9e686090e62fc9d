import { invalid } from './invalid';

/** An AWS account's id, as text, for a leading zero counts. Throws `AccountId: …` unless it has 12 digits. */
export class AccountId {
  public static of(digits: string): AccountId {
    if (!/^\d{12}$/.test(digits)) {
      throw invalid('AccountId', '12 digits', digits, 'write it as text: a leading zero counts');
    }
    return new AccountId(digits);
  }

  private constructor(public readonly digits: string) {}

  public toString(): string {
    return this.digits;
  }
}
