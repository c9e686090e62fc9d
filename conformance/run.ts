import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytes } from './bytes/engine';
import { commands } from './commands/engine';
import { differential } from './differential/engine';
import { dockerfile } from './dockerfile/engine';
import { Absent, type Engine } from './engine';
import { endOnSignals } from './ending';
import { gitlab } from './gitlab/engine';
import { helm } from './helm/engine';
import { kubernetes } from './kubernetes/engine';
import { kustomize } from './kustomize/engine';
import { kyverno } from './kyverno/engine';
import { kyvernoKeyless } from './kyverno/keyless';
import { kyvernoSignatures } from './kyverno/signatures';
import { monitoring } from './monitoring/engine';
import { mutations } from './mutations/engine';
import { Output } from './output';
import { published } from './package/engine';
import { promotion } from './promotion/engine';
import { page, whatIs } from './page';
import { type Line, report, verdictOf } from './report';
import { rolloutsController } from './rollouts/controller/engine';
import { rollouts } from './rollouts/engine';
import { secrets } from './secrets/engine';
import { styles } from './styles/engine';
import { tekton } from './tekton/engine';
import { terraform } from './terraform/engine';
import { terrain } from './terraform/terrain';
import { workflows } from './workflows/engine';

/** The page that `--page` writes. */
const PAGE = join(__dirname, '..', 'docs', 'conformance.md');

const ENGINES: readonly Engine[] = [
  tekton,
  terraform,
  terrain,
  kubernetes,
  rollouts,
  rolloutsController,
  kyverno,
  kyvernoSignatures,
  kyvernoKeyless,
  kustomize,
  helm,
  styles,
  monitoring,
  secrets,
  workflows,
  gitlab,
  dockerfile,
  differential,
  bytes,
  commands,
  promotion,
  mutations,
  published,
];

/** Runs one engine; each ruling becomes a line as soon as it is made. */
async function judge(engine: Engine, output: Output): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let since = performance.now();
  const add = (ruling: Omit<Line, 'engine' | 'version' | 'seconds'>) => {
    const now = performance.now();
    const line = { engine: engine.name, version: engine.version, seconds: (now - since) / 1000, ...ruling };
    since = now;
    lines.push(line);
    console.error(`${engine.name}: ${line.judged}: ${verdictOf(line)}`);
  };
  try {
    for await (const ruling of engine.rulings(output)) add(ruling);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Absent) add({ judged: 'nothing', refusals: [], skipped: message });
    else add({ judged: 'the engine itself', refusals: [message] });
  }
  return lines;
}

async function main(args: readonly string[]): Promise<number> {
  const root = args.find((arg) => arg.startsWith('--output='))?.slice('--output='.length) ?? '.';
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const unknown = wanted.filter((name) => !ENGINES.some((engine) => engine.name === name));
  if (unknown.length > 0)
    throw new Error(`no engine ${unknown.join(', ')}; there are ${ENGINES.map((engine) => engine.name).join(', ')}`);
  const writesPage = args.includes('--page');
  if (writesPage && wanted.length > 0) throw new Error('--page tells of a whole run: name no engine');
  ENGINES.forEach(({ name }) => whatIs(name));

  const output = Output.read(root);
  const lines: Line[] = [];
  for (const engine of ENGINES) {
    if (wanted.length === 0 || wanted.includes(engine.name)) lines.push(...(await judge(engine, output)));
  }
  console.log(report(lines));
  if (writesPage) writeFileSync(PAGE, page(lines));
  return lines.some((line) => verdictOf(line) === 'FAILED') ? 1 : 0;
}

endOnSignals();
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
