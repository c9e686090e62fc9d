import { type Pod, victims } from '../../conformance/rehearsal/play/kills';

function pod(uid: string, version: string, more: { readonly ready?: boolean; readonly goes?: boolean } = {}): Pod {
  const { ready = true, goes = false } = more;
  return {
    metadata: {
      uid,
      name: `order-service-${uid}`,
      creationTimestamp: '2026-11-21T12:00:00Z',
      labels: { 'rollouts-pod-template-hash': version },
      ...(goes ? { deletionTimestamp: '2026-11-21T12:01:00Z' } : {}),
    },
    status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

const order = (pods: readonly Pod[], struck: readonly string[]): readonly string[] =>
  victims(pods, struck).map(({ metadata }) => metadata.uid);

test('the version with more pods is struck first, and none that is not ready or goes', () => {
  const pods = [pod('new', 'b'), pod('one', 'a'), pod('two', 'a'), pod('cold', 'a', { ready: false })];
  expect(order([...pods, pod('going', 'a', { goes: true })], [])).toEqual(['one', 'two', 'new']);
});

test('who was struck comes last, and who was struck longest ago before the others', () => {
  const pods = [pod('one', 'a'), pod('two', 'a'), pod('three', 'a'), pod('new', 'b')];
  expect(order(pods, ['two', 'one', 'gone'])).toEqual(['three', 'new', 'two', 'one']);
  expect(order(pods, ['one', 'two', 'three', 'new', 'one'])).toEqual(['two', 'three', 'new', 'one']);
});
