import { type Construct } from 'constructs';
import { RoleGrant, ServiceAccount } from '../../../lib/systems/kubernetes';
import { make, render } from './chart';

test('RoleGrant makes a Role and gives it', () => {
  const rendered = render((chart) => {
    const account = new ServiceAccount(chart, 'account', { name: 'api' });
    new RoleGrant(chart, 'grant', {
      name: 'api-leases',
      permissions: [
        { groups: ['coordination.k8s.io'], resources: ['leases'], names: ['api'], verbs: ['get', 'update'] },
      ],
      to: [account, { name: 'runner', namespace: 'ci' }, { name: 'worker' }],
    });
  });
  const roleMetadata = { name: 'api-leases', namespace: 'shop' };
  expect(rendered.slice(1)).toEqual([
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: roleMetadata,
      rules: [
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: ['api'], verbs: ['get', 'update'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: roleMetadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api-leases' },
      subjects: [
        { kind: 'ServiceAccount', name: 'api', namespace: 'shop' },
        { kind: 'ServiceAccount', name: 'runner', namespace: 'ci' },
        { kind: 'ServiceAccount', name: 'worker', namespace: 'shop' },
      ],
    },
  ]);
});

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };
const permission = { groups: [''], resources: ['pods'], verbs: ['get'] };

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a grant to nobody',
    (chart) => new RoleGrant(chart, 'x', { name: 'a', permissions: [permission], to: [] }),
    'RoleGrant.to: expected at least one ServiceAccount, got []',
  ],
  [
    'a wildcard',
    (chart) => new RoleGrant(chart, 'x', { name: 'a', permissions: [{ ...permission, verbs: ['*'] }], to: [target] }),
    'RoleGrant.verbs: expected at least one, each spelled out, got ["*"]; a wildcard grants what comes later too',
  ],
  [
    'a permission for nothing',
    (chart) => new RoleGrant(chart, 'x', { name: 'a', permissions: [{ ...permission, resources: [] }], to: [target] }),
    'RoleGrant.resources: expected at least one, each spelled out, got []; a wildcard grants what comes later too',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
