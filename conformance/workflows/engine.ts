import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workflowPrograms } from '../../test/systems/github/ready/programs';
import { readWritten } from '../app';
import { brokenIn } from '../broken';
import { Absent, brokenInput, counted, type Engine, type Ruling } from '../engine';
import { ACCEPTED, type Acceptance } from './accepted';
import { ACTIONLINT, actionlint } from './actionlint';
import { GITHUB, github } from './github';
import { type Finding, type Judge, type Said } from './judge';
import { modelPrograms } from './programs';
import { everyKey } from './schema';
import { SHELLCHECK, scriptsOf, shellcheck } from './shellcheck';
import { laidOut, placeOf, rendered, type WorkflowFile, written } from './workflow-files';
import { wholeModel } from './whole-model';
import { ZIZMOR, zizmor } from './zizmor';

/** The service whose workflows the README shows. */
const SERVICE = join(__dirname, '..', '..', 'apps', 'repository.ts');
const PROGRAMS = { ...modelPrograms, ...workflowPrograms };
const JUDGES: readonly Judge[] = [github, actionlint, zizmor, shellcheck];

/** Everything that reads workflows as GitHub does, or warns about them, without asking GitHub. */
export const workflows: Engine = {
  name: 'workflows',
  version: `GitHub's parser ${GITHUB}, actionlint ${ACTIONLINT}, zizmor ${ZIZMOR}, shellcheck ${SHELLCHECK}`,
  async *rulings(output) {
    const service = await readWritten(SERVICE, (folder) => written(folder, 'service'));
    const programs = rendered(PROGRAMS);
    const whole = rendered({ 'everything that a workflow can say': wholeModel });
    yield await everyKey([...programs, ...whole]);
    for (const judge of JUDGES) {
      try {
        yield* rulingsOf(judge, [
          { origin: 'synthesized', files: written(output.root, 'synthesized') },
          { origin: 'of apps/repository.ts', files: service },
          { origin: `of ${Object.keys(PROGRAMS).length} programs`, files: programs },
          // The others do not know what is new, and warn of what no ready workflow does.
          { origin: 'of all that the model can say', files: judge === github ? whole : [] },
        ]);
      } catch (error) {
        if (!(error instanceof Absent)) throw error;
        yield { judged: `${judge.name}: nothing`, refusals: [], skipped: error.message };
      }
    }
  },
};

/** Workflows that were made in the same way. */
interface Batch {
  readonly origin: string;
  readonly files: readonly WorkflowFile[];
}

async function* rulingsOf(judge: Judge, batches: readonly Batch[]): AsyncGenerator<Ruling> {
  const acceptances = ACCEPTED.filter((one) => one.judge === judge.name);
  const needed = new Set<Acceptance>();
  for (const { origin, files } of batches.filter((batch) => batch.files.length > 0)) {
    const { judged, findings } = await ask(judge, files);
    const open = findings.filter(({ message }) => {
      const acceptance = acceptances.find(({ says }) => message.includes(says));
      if (acceptance !== undefined) needed.add(acceptance);
      return acceptance === undefined;
    });
    const scripts = judge === shellcheck ? `${files.flatMap(scriptsOf).length} scripts in ` : '';
    const accepted = findings.length === open.length ? '' : `, ${findings.length - open.length} findings accepted`;
    yield {
      judged: `${judge.name}: ${scripts}${judged} workflows ${origin}${accepted}`,
      refusals: [...counted(judged, files.length), ...open.map(inWords)],
    };
  }
  if (acceptances.length > 0) yield stale(judge, acceptances, needed);
  yield* refusesBroken(judge);
}

/** An acceptance is for what is there today: what is no longer said is not accepted in advance. */
function stale({ name }: Judge, acceptances: readonly Acceptance[], needed: ReadonlySet<Acceptance>): Ruling {
  return {
    judged: `${name}: ${acceptances.length} acceptances, each still needed`,
    refusals: acceptances.filter((one) => !needed.has(one)).map(({ says }) => `nobody hears any more: ${says}`),
  };
}

async function ask(judge: Judge, files: readonly WorkflowFile[]): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-workflows-'));
  try {
    laidOut(files, folder);
    return await judge.judge(files, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* refusesBroken(judge: Judge): AsyncGenerator<Ruling> {
  const inputs = brokenIn(join(__dirname, 'testdata', judge.name.toLowerCase())).map((broken) => ({
    ...broken,
    file: {
      set: broken.name,
      repository: 'acme/order-service',
      path: '.github/workflows/broken.yaml',
      text: readFileSync(broken.path, 'utf8'),
    },
  }));
  const files = inputs.map(({ file }) => file);
  const { findings } = await ask(judge, files);
  for (const { name, file, expected } of inputs) {
    const own = findings.filter(({ at }) => at.startsWith(placeOf(file)));
    yield brokenInput(`${judge.name}: ${name.replaceAll('-', ' ')}`, expected, own.map(inWords));
  }
}

const inWords = ({ at, message }: Finding): string => `${at}: ${message}`;
