import { invalid } from '../../model';
import { iamArn } from './iam-arn';

/** Where the roles of a delivery lie in IAM: a policy of the organisation can speak of all of them at once. */
export const ROLE_PATH = '/ci/';

/** The ARN of a role before it exists. Throws `place: …` for a name that Terraform or IAM would refuse. */
export function roleArn(place: string, account: string, name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw invalid(place, '1 to 64 letters, digits, "-" and "_", beginning with a letter', name);
  }
  return iamArn(account, `role${ROLE_PATH}${name}`);
}
