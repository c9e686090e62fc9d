import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { builtOnce } from '../cache';
import { type Finished, mustRun, run, tryFindProgram } from '../command';
import { Absent, brokenInput, type Engine, type Ruling } from '../engine';
import { groupOf, type Manifest, readManifests } from '../output';
import { COMMITTED, DIGEST, promote } from './promoted';

const HELM = '3.19.2';
const PROGRAM = join(__dirname, 'program.ts');
const TSX = pathToFileURL(require.resolve('tsx')).href;
const APP = ['--import', TSX, PROGRAM];
const ENVIRONMENTS = ['staging', 'production'];

/** Helm renders the chart of every folder to the very objects that kustomize makes of it, from one file of the promoter. */
export const helm: Engine = {
  name: 'helm',
  version: HELM,
  async *rulings() {
    if (tryFindProgram('kubectl') === undefined) throw new Absent('kubectl is not on the PATH');
    const folder = await builtOnce(`helm-${HELM}`, {
      module: join(__dirname, 'program'),
      programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
    });
    const root = mkdtempSync(join(tmpdir(), 'slipway-helm-'));
    try {
      const trial = new Trial(join(folder, 'helm'), root);
      await mustRun(process.execPath, APP, { cwd: root });
      await promote(root, ENVIRONMENTS);
      yield await trial.whole('ci', 'ci/order-service');
      for (const name of ENVIRONMENTS) yield await trial.whole(`${name}/order-service`, `${name}/order-service`);
      yield await trial.unpromoted();
      yield* trial.ofCdk8s();
      yield await trial.broken();
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

/** Charts below one folder, which also holds what kustomize builds. */
class Trial {
  public constructor(
    private readonly helm: string,
    private readonly root: string,
  ) {}

  /** The chart of a folder, against the folder as kustomize builds it. */
  public async whole(built: string, chart: string): Promise<Ruling> {
    return this.compared(`charts/${chart}`, built, join(this.root, 'charts', chart));
  }

  /** Without the promoter's file there is nothing to install. */
  public async unpromoted(): Promise<Ruling> {
    const { stderr } = await this.template(join(this.root, 'charts/production/order-service'), []);
    return brokenInput('a chart without what the promoter says', 'no digest is promoted for 111122223333', [stderr]);
  }

  /** What `cdk8s synth --format helm` makes: the chart that it is told, and nothing where it is not told which. */
  public async *ofCdk8s(): AsyncGenerator<Ruling> {
    const { code, stderr } = await this.cdk8s({});
    const templates = existsSync(join(this.root, 'chart', 'templates'))
      ? readdirSync(join(this.root, 'chart', 'templates'))
      : [];
    const refused = code === 0 || templates.length > 0 ? [] : [stderr];
    yield brokenInput('cdk8s synth --format helm of three charts', 'SLIPWAY_CHART: expected the one chart', refused);
    const made = await this.cdk8s({ SLIPWAY_CHART: 'production/order-service' });
    if (made.code !== 0) yield { judged: 'cdk8s synth --format helm', refusals: [made.stderr] };
    else yield this.compared('cdk8s synth --format helm', 'production/order-service', join(this.root, 'chart'));
  }

  public async broken(): Promise<Ruling> {
    const { stderr } = await this.template(join(__dirname, 'testdata', 'broken'), []);
    return brokenInput('braces of an analysis as they are', 'function "args" not defined', [stderr]);
  }

  private cdk8s(env: Readonly<Record<string, string>>): Promise<Finished> {
    const program = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
    const app = [process.execPath, ...APP].join(' ');
    const args = ['synth', '--app', app, '--format', 'helm', '--chart-version', '1.4.0', '--output', 'chart'];
    return run(process.execPath, [program, ...args], { cwd: this.root, env });
  }

  private async compared(what: string, built: string, chart: string): Promise<Ruling> {
    const [, environment = ''] = /^(\w+)\/order-service$/.exec(built) ?? [];
    const values = environment === '' ? [] : [`promoted/${environment}/order-service/kustomization.yaml`];
    const linted = await run(this.helm, ['lint', chart, ...valueFlags(values)], { cwd: this.root });
    if (linted.code !== 0) return { judged: what, refusals: [linted.stdout] };
    const { code, stdout, stderr } = await this.template(chart, values);
    if (code !== 0) return { judged: what, refusals: [stderr] };
    const wanted = await mustRun('kubectl', ['kustomize', join(this.root, 'dist', built)]);
    const [ours, theirs] = [this.objects('helm.yaml', stdout), this.objects('kustomize.yaml', wanted)];
    const refusals = [...differences(ours, theirs), ...(environment === '' ? [] : this.unseen(chart, stdout))];
    return { judged: `${what}: lint, and ${String(theirs.size)} objects as kustomize builds them`, refusals };
  }

  /** The two are alike as well where both leave something out: these have to be there. */
  private unseen(chart: string, text: string): readonly string[] {
    const templates = readFileSync(join(chart, 'templates', 'resources.yaml'), 'utf8');
    const gates = chart.includes('staging') ? [] : ['{{ "{{" }}args'].filter((one) => !templates.includes(one));
    return [...gates, ...[DIGEST, COMMITTED].filter((one) => !text.includes(one))].map((one) => `${one} is not there`);
  }

  private template(chart: string, values: readonly string[]): Promise<Finished> {
    return run(this.helm, ['template', 'order-service', chart, ...valueFlags(values)], { cwd: this.root });
  }

  private objects(name: string, text: string): ReadonlyMap<string, object> {
    const file = join(this.root, name);
    writeFileSync(file, text);
    return new Map(readManifests(this.root, file).map((one) => [identityOf(one), one.object]));
  }
}

function valueFlags(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => ['--values', file]);
}

function identityOf(manifest: Manifest): string {
  const { kind, metadata } = manifest.object;
  return `${groupOf(manifest)} ${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

function differences(ours: ReadonlyMap<string, object>, theirs: ReadonlyMap<string, object>): readonly string[] {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  return names
    .filter((name) => !isDeepStrictEqual(ours.get(name), theirs.get(name)))
    .map((name) => `${name} differs: ${JSON.stringify(ours.get(name))} and ${JSON.stringify(theirs.get(name))}`);
}
