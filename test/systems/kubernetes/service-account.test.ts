import { type Construct } from 'constructs';
import { ServiceAccount } from '../../../lib/systems/kubernetes';
import { make, metadata, render } from './chart';

test('ServiceAccount hands out no token by itself', () => {
  let account: ServiceAccount | undefined;
  const rendered = render((chart) => {
    account = new ServiceAccount(chart, 'account', {
      name: 'api',
      awsRole: 'arn:aws:iam::111122223333:role/api',
      imagePullSecrets: [{ name: 'registry' }],
    });
  });
  expect({ name: account?.name, namespace: account?.namespace }).toEqual({ name: 'api', namespace: 'shop' });
  expect(rendered).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata({ annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/api' } }),
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'registry' }],
    },
  ]);
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a role that is no ARN',
    (chart) => new ServiceAccount(chart, 'x', { name: 'api', awsRole: 'api' }),
    'ServiceAccount.awsRole: expected the ARN of an IAM role, got "api"',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
