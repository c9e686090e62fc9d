import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../lib/assembly';
import { isQueryError, parseQuery } from '../../lib/promql';
import { type RuleGroup } from '../../lib/systems/monitoring';
import { outputOf } from '../app';
import { run } from '../command';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { type Output } from '../output';
import { alertScenarios, groups } from './alert-scenarios';
import { doraGroups, doraScenarios } from './dora-scenarios';
import { EXPRESSIONS } from './expressions';
import { promtool, PROMETHEUS, refusals } from './promtool';
import { ruleFile, type Scenario, testFile } from './scenario';

/** Rules that say what they should not, for tests that have to fail. */
const BROKEN = { groups: [{ name: 'broken', rules: [{ alert: 'Broken', expr: 'sum(rate(up)) > 1' }] }] };

/** The program whose delivery is watched. */
const WATCHED = join(__dirname, '..', '..', 'apps', 'argo-cd.ts');

/** What promtool says of every PrometheusRule, and of what our own rules say of constructed histories. */
export const monitoring: Engine = {
  name: 'monitoring',
  version: PROMETHEUS,
  async *rulings() {
    const program = await promtool();
    const folder = mkdtempSync(join(tmpdir(), 'slipway-monitoring-'));
    try {
      yield* outputOf(WATCHED, async function* (output) {
        yield await synthesized(program, folder, output);
      });
      yield await tested(program, folder, 'alerts', groups, alertScenarios);
      yield {
        judged: 'every alert of the library fires in one history and is silent in another',
        refusals: untested(),
      };
      yield await tested(program, folder, 'DORA figures', doraGroups, doraScenarios);
      yield await compared(program, folder);
      yield* broken(program, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function synthesized(program: string, folder: string, output: Output): Promise<Ruling> {
  const found = output.manifests.filter(({ object }) => object.kind === 'PrometheusRule');
  const said = await Promise.all(
    found.map(({ object }, i) => check(program, join(folder, `synthesized-${i}.yaml`), object.spec as object)),
  );
  const groups = found.flatMap(({ object }) => (object.spec as { readonly groups: readonly object[] }).groups);
  return {
    judged: `apps/argo-cd.ts: ${String(found.length)} PrometheusRule, ${String(groups.length)} groups: check rules`,
    refusals: found.length === 0 ? ['none was synthesized'] : said.flat(),
  };
}

async function tested(
  program: string,
  folder: string,
  what: string,
  rules: readonly RuleGroup[],
  scenarios: readonly Scenario[],
): Promise<Ruling> {
  const place = join(folder, what.replaceAll(' ', '-'));
  const checked = await check(program, `${place}.yaml`, ruleFile(rules));
  const tests = `${place}-test.yaml`;
  writeFileSync(tests, toYaml([testFile(`${place}.yaml`, scenarios)]));
  return {
    judged: `${what}: ${String(scenarios.length)} histories`,
    refusals: [...checked, ...(await refusals(program, ['test', 'rules', tests]))],
  };
}

function untested(): readonly string[] {
  const alerts = groups.flatMap((group) => group.alerts.map(({ name }) => name));
  const missing = (kind: 'firing' | 'quiet'): string[] =>
    alerts
      .filter((name) => !alertScenarios.some((scenario) => scenario[kind]?.includes(name)))
      .map((name) => `${name}: no history in which it is ${kind}`);
  return [...missing('firing'), ...missing('quiet')];
}

/** Asks promtool of every expression at once, each in a file of its own. */
async function compared(program: string, folder: string): Promise<Ruling> {
  const place = join(folder, 'expressions');
  mkdirSync(place);
  const files = EXPRESSIONS.map((expr, i) => {
    const file = join(place, `${String(i).padStart(3, '0')}.yaml`);
    writeFileSync(file, toYaml([{ groups: [{ name: 'one', rules: [{ record: 'a', expr }] }] }]));
    return file;
  });
  const { stdout, stderr } = await run(program, ['check', 'rules', '--lint=none', ...files], { timeout: 120 });
  const refused = new Set(
    `${stdout}${stderr}`.match(/\d{3}\.yaml: (?=\d+:\d+: |group)/g)?.map((one) => one.slice(0, 3)),
  );
  const differing = EXPRESSIONS.filter(
    (expr, i) => isQueryError(parseQuery(expr)) !== refused.has(String(i).padStart(3, '0')),
  );
  return {
    judged: `${String(EXPRESSIONS.length)} expressions: the library and Prometheus accept the same`,
    refusals: differing.map((expr) => `they differ on ${JSON.stringify(expr)}`),
  };
}

async function* broken(program: string, folder: string): AsyncGenerator<Ruling> {
  const file = join(folder, 'broken.yaml');
  yield brokenInput('a rate without a range', 'expected type range vector', await check(program, file, BROKEN));
  const wrong: Scenario = { name: 'wrong', series: { up: '1x60' }, at: 30, quiet: ['TektonIsAbsent'] };
  const { refusals: said } = await tested(program, folder, 'a wrong expectation', groups, [wrong]);
  yield brokenInput('an alert that fires and should not', 'exp:', said);
}

async function check(program: string, file: string, rules: object): Promise<readonly string[]> {
  writeFileSync(file, toYaml([rules]));
  return refusals(program, ['check', 'rules', '--lint=duplicate-rules', '--lint-fatal', file]);
}
