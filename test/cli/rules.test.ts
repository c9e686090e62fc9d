import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../lib/rules';
import { catalogue } from '../../lib/cli/rule-catalogue';
import { rulePages } from '../../scripts/docs/rule-pages';
import { run } from './run';

test('knows every rule once, in the order of the ids', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toEqual(expect.arrayContaining(allRules.map(({ id }) => id)));
});

test('explains a rule with both examples', async () => {
  expect(await run(['explain', 'kub018'])).toEqual({
    code: 0,
    out: `KUB018 (error): an autoscaler has a minimum above its maximum

why:    the API server refuses it, and with it whatever is applied in one go
repair: let minReplicas be at most maxReplicas

good, manifests:

    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: api, namespace: shop }
    spec:
      scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
      minReplicas: 2
      maxReplicas: 10

bad, manifests:

    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: api, namespace: shop }
    spec:
      scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
      minReplicas: 20
      maxReplicas: 10
`,
    err: '',
  });
});

test.each(catalogue.map(({ id }) => id))('%s can be explained', async (id) => {
  expect((await run(['explain', id])).code).toBe(0);
});

test.each([
  ['SCH009', 'did you mean SCH005, SCH004, SCH003?'],
  ['KUV001', 'did you mean KUB001, KYV001, KUB002?'],
  ['nonsense', 'slipway rules lists them all'],
])('says for %s which rules come near it', async (id, hint) => {
  expect(await run(['explain', id])).toEqual({ code: 2, out: '', err: `slipway: there is no rule ${id}; ${hint}\n` });
});

test('lists the rules, for people and for programs', async () => {
  const { out, code } = await run(['rules']);
  expect(code).toBe(0);
  expect(out.split('\n')).toHaveLength(catalogue.length + 1);
  expect(out).toMatch(/^SCH001 {2}error {4}a field is not one of its kind$/m);
  const listed = JSON.parse((await run(['rules', '--format', 'json'])).out) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
});

test('answers --help and --version', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  expect(out).toContain('audit [options] <path...>');
  expect(await run(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  expect((await run(['adit'])).code).toBe(2);
});

test('docs/rules is what the rules say: npm run docs', () => {
  const folder = join(__dirname, '..', '..', 'docs', 'rules');
  const written = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  expect(new Map(written.sort())).toEqual(new Map([...rulePages()].sort()));
});
