import { canary } from '../../../lib/systems/rollouts/rules/examples';
import { messages } from './messages';

describe('ROL073, quotas', () => {
  const quota = (hard: object, more: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'team', namespace: 'shop' },
    spec: { hard, ...more },
  });
  const plain = canary({ steps: [{ setWeight: 50 }], maxSurge: 2, maxUnavailable: 0 }, { replicas: 4 });

  test('count what is there at once: without a router the surge', () => {
    expect(messages('ROL073', plain, quota({ pods: 6 }))).toEqual([]);
    expect(messages('ROL073', plain, quota({ 'count/pods': '5' }))).toEqual([
      'a release takes up to 6 pods, and the quota of its namespace is 5',
    ]);
  });

  test('are left alone that are for some pods only, or for other things', () => {
    expect(messages('ROL073', plain, quota({ pods: 1 }, { scopes: ['BestEffort'] }))).toEqual([]);
    expect(messages('ROL073', plain, quota({ 'requests.cpu': '1' }))).toEqual([]);
  });
});
