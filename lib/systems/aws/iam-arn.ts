import { AccountId } from '../../model';

/** The ARN of something in IAM, such as `role/ci/order-service`, computed so that nothing has to be deployed to know it. */
export function iamArn(account: string, resource: string): string {
  return `arn:aws:iam::${AccountId.of(account).digits}:${resource}`;
}
