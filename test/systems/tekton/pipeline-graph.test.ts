import { reachable, readsFrom, waitsFor } from '../../../lib/systems/tekton/pipeline-graph';
import * as fc from '../../property';

test('a task waits for what it names and for what it reads', () => {
  const task = {
    name: 'sign',
    runAfter: ['scan'],
    params: [{ name: 'image', value: ['$(tasks.build.results.image)'] }],
    when: [{ input: '$(tasks.test.results["ok"])', operator: 'in', values: ['yes'] }],
    matrix: { params: [{ name: 'a', value: '$(tasks.list.results.all[*])' }] },
    workspaces: [{ name: 'w', subPath: '$(tasks.clone.results.folder)' }],
  };
  expect([...waitsFor(task)].sort()).toEqual(['build', 'clone', 'list', 'scan', 'test']);
  expect([...readsFrom(task)].sort()).toEqual(['build', 'clone', 'list', 'test']);
});

const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 });

test('what can be reached is closed, and what is not next to anything reaches nothing', () => {
  fc.assert(
    fc.property(edges, fc.nat(9), (pairs, start) => {
      const next = (name: string): string[] =>
        pairs.flatMap(([from, to]) => (String(from) === name ? [String(to)] : []));
      const found = reachable(String(start), next);
      expect([...found].flatMap(next).filter((name) => !found.has(name))).toEqual([]);
      expect(next(String(start)).filter((name) => !found.has(name))).toEqual([]);
      if (next(String(start)).length === 0) expect([...found]).toEqual([]);
    }),
  );
});
