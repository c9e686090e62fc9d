import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../mutations/judgement';
import {
  type Operator,
  firstTwoSwapped,
  inFiles,
  inObjects,
  inResources,
  misspelt,
  remove,
} from '../mutations/operator';
import { inWorkflows, renamedFiles, withoutFiles } from '../mutations/in-workflows';
import { OPERATORS, WORKFLOW_OPERATORS } from '../mutations/operators';
import { REMOVED, edited, placesAt } from '../mutations/places';
import { SURVIVORS } from '../mutations/survivors';
import { type Assembly } from '../lib/assembly';
import { assemblyOf } from '../lib/audit';

const PLAIN = { opensTexts: false };
const DATA = { spec: { tasks: [{ name: 'a', params: [{ name: 'x' }] }, { name: 'b' }], 'a.b/c': 1 } };

describe('places', () => {
  test('are named by keys, indices and stars', () => {
    expect(placesAt(DATA, 'spec.tasks.*.name', PLAIN).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(placesAt(DATA, 'spec.[a.b/c]', PLAIN)).toEqual([{ path: ['spec', 'a.b/c'], value: 1 }]);
    expect(placesAt(DATA, 'spec.tasks.*.params.*.name', PLAIN)).toHaveLength(1);
    expect(placesAt(DATA, 'spec.jobs.*', PLAIN)).toEqual([]);
  });

  test('are changed in a copy', () => {
    const before = structuredClone(DATA);
    expect(edited(DATA, ['spec', 'tasks', '0'], REMOVED, PLAIN)).toEqual({
      spec: { tasks: [{ name: 'b' }], 'a.b/c': 1 },
    });
    expect(edited(DATA, ['spec', 'tasks', '1', 'name'], REMOVED, PLAIN)).toEqual({
      spec: { tasks: [DATA.spec.tasks[0], {}], 'a.b/c': 1 },
    });
    expect(edited(DATA, ['spec', 'a.b/c'], 2, PLAIN)).toEqual({ spec: { ...DATA.spec, 'a.b/c': 2 } });
    expect(DATA).toEqual(before);
  });

  test('lie in texts of JSON too, where they are opened', () => {
    const policy = { policy: '{"Statement":[{"Action":"a"}]}' };
    expect(placesAt(policy, 'policy.Statement.*.Action', PLAIN)).toEqual([]);
    expect(placesAt(policy, 'policy.Statement.*.Action', { opensTexts: true })).toHaveLength(1);
    expect(edited(policy, ['policy', 'Statement', '0', 'Action'], '*', { opensTexts: true })).toEqual({
      policy: '{"Statement":[{"Action":"*"}]}',
    });
  });
});

describe('operators', () => {
  const assembly = assemblyOf({
    manifests: 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 1 }, { port: 2 }] }\n',
    terraform: { aws_iam_role: { ci: { assume_role_policy: '{"Statement":[{"Effect":"Allow"}]}' } } },
    files: { Dockerfile: 'FROM a\nFROM b\n' },
  });
  const made = (operator: Operator): readonly (readonly [string, Assembly])[] =>
    operator.mutants(assembly).map(({ at, make }) => [at, make()]);

  test('change one field of one object', () => {
    const mutants = made(inObjects('drop a port', 'Service', 'spec.ports.*', remove));
    expect(mutants.map(([at, { manifests }]) => [at, manifests.all[0]?.object])).toEqual([
      ['example Service a spec.ports.0', expect.objectContaining({ spec: { ports: [{ port: 2 }] } })],
      ['example Service a spec.ports.1', expect.objectContaining({ spec: { ports: [{ port: 1 }] } })],
    ]);
    expect(made(inObjects('none', 'Pod', 'spec', remove))).toEqual([]);
  });

  test('change workflows and leave the rest of the file as it is', () => {
    const path = '.github/workflows/ci.yaml';
    const text = 'on: push # always\njobs:\n  a:\n    needs: [b, c]\n  b: {}\n';
    const one = assemblyOf({ files: { [path]: text } });
    const textsOf = (operator: Operator): readonly (readonly [string, string | undefined])[] =>
      operator.mutants(one).map(({ at, make }) => [at, make().files.all[0]?.content]);
    expect(textsOf(inWorkflows('x', /ci\.yaml$/, 'jobs.*.needs.*', remove))).toEqual([
      [`${path} jobs.a.needs.0`, text.replace('[b, c]', '[ c ]')],
      [`${path} jobs.a.needs.1`, text.replace('[b, c]', '[ b ]')],
    ]);
    expect(textsOf(withoutFiles('x', /ci/))).toEqual([[path, undefined]]);
    const [renamed] = renamedFiles('x', /ci\.yaml$/, 'cd.yaml').mutants(one);
    expect(renamed?.make().files.all[0]?.path).toBe('.github/workflows/cd.yaml');
  });

  test('change Terraform, and files line by line', () => {
    const [role] = made(inResources('x', 'aws_iam_role', 'assume_role_policy.Statement.*.Effect', misspelt));
    expect(role?.[0]).toBe('aws_iam_role.ci.assume_role_policy.Statement.0.Effect');
    expect(role?.[1].terraform.resources('aws_iam_role')[0]?.body).toEqual({
      assume_role_policy: '{"Statement":[{"Effect":"Allowx"}]}',
    });
    const files = made(inFiles('x', /Dockerfile/, /^FROM /, 'FROM x'));
    expect(files.map(([at, { files: all }]) => [at, all.all[0]?.content])).toEqual([
      ['acme/example/Dockerfile line 1', 'FROM xa\nFROM b\n'],
      ['acme/example/Dockerfile line 2', 'FROM a\nFROM xb\n'],
    ]);
  });

  test('swap only where there are two', () => {
    const place = { path: [], value: [] };
    expect(firstTwoSwapped([1, 2, 3], place)).toEqual([2, 1, 3]);
    expect(firstTwoSwapped([1], place)).toBeUndefined();
  });

  test('have names of their own, and the page has a row for each', () => {
    const names = OPERATORS.map(({ name }) => name);
    const all = [...names, ...WORKFLOW_OPERATORS.map(({ name }) => name)];
    expect(all).toHaveLength(new Set(all).size);
    const page = readFileSync(join(__dirname, '..', 'docs', 'mutations.md'), 'utf8');
    const [table = ''] = page.split('## What lives on');
    const rows = [...table.matchAll(/^\| (.+?) \| \d+ \| \d+ \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(all);
  });
});

describe('the judgement', () => {
  const outcome = { operator: 'drop', mutants: 3, caught: 1, rules: ['KUB001'], survivors: ['ci a', 'ci b'] };

  test('wants a reason for whatever lives on', () => {
    expect(judge([outcome], [{ operator: 'drop', at: 'a', reason: 'so' }])).toEqual({
      mutants: 3,
      caught: 1,
      excused: 1,
      open: 0,
      unexplained: ['drop: ci b'],
      outdated: [],
    });
  });

  test('counts an open one among those that matter, and tells what is outdated', () => {
    const open = { operator: 'drop', reason: 'so', open: true };
    const gone = { operator: 'add', reason: 'so' };
    expect(judge([outcome], [open, gone])).toMatchObject({ excused: 0, open: 2, unexplained: [], outdated: [gone] });
  });

  test('knows every operator that a reason names', () => {
    const names = new Set([...OPERATORS, ...WORKFLOW_OPERATORS].map(({ name }) => name));
    expect(SURVIVORS.filter(({ operator }) => !names.has(operator))).toEqual([]);
  });
});
