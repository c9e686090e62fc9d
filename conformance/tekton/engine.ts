import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Broken, brokenIn } from '../broken';
import { debianProgram } from '../debian';
import { Absent, brokenInput, counted, type Engine, type Ruling } from '../engine';
import { type Manifest, type Output } from '../output';
import { parsed, type Script, scriptsOf, shellchecked } from './scripts';
import { Judge, sentence, type Verdict } from './verdict';

const TESTDATA = join(__dirname, 'testdata');
const EVENTS = join(TESTDATA, 'events');
const VERSION = '1.15.0, triggers 0.37.0';

/** Tekton's admission and reconciler code, the pod of an EventListener, and the shells that will run the scripts. */
export const tekton: Engine = {
  name: 'tekton',
  version: VERSION,
  async *rulings(output) {
    const judge = await Judge.build(VERSION.replaceAll(/[^\d.]+/g, '-'));
    const manifests = output.ofGroups('tekton.dev', 'triggers.tekton.dev');
    const verdicts: Verdict[] = [];
    for (const files of filesByEnvironment(output, manifests)) {
      verdicts.push(...(await judge.ask({ files, contracts: contracts(), events: EVENTS })));
    }
    yield ruleOnAdmission(verdicts, manifests.length);
    yield ruleOn('runs and pipelines: reconciler, tasks resolved', verdicts, 'reconcile');
    yield ruleOn('objects of trigger templates: admission, reconciler', verdicts, 'template');
    yield ruleOn('answers to recorded webhooks, and the runs they make', verdicts, 'event');
    yield* rulesOnScripts(manifests);
    for (const broken of brokenIn(TESTDATA)) yield await ruleOnInput(judge, broken);
    yield await ruleOnBrokenScript();
  },
};

function filesByEnvironment(output: Output, manifests: readonly Manifest[]): readonly (readonly string[])[] {
  const environments = [...new Set(manifests.map(({ environment }) => environment))];
  return environments.map((environment) => [
    ...new Set(manifests.filter((one) => one.environment === environment).map(({ file }) => join(output.root, file))),
  ]);
}

function ruleOnAdmission(verdicts: readonly Verdict[], synthesized: number): Ruling {
  const judged = verdicts.filter(({ check }) => check === 'admission');
  const refused = verdicts.filter(
    ({ check, accepted }) => !accepted && (check === 'admission' || check === 'document'),
  );
  return {
    judged: `${String(judged.length)} objects: strict decode, defaults, validation`,
    refusals: [...counted(judged.length, synthesized), ...refused.map(sentence)],
    ...(synthesized === 0 && { skipped: 'no Tekton object was synthesized' }),
  };
}

function ruleOn(what: string, verdicts: readonly Verdict[], check: Verdict['check']): Ruling {
  const judged = verdicts.filter((verdict) => verdict.check === check);
  return {
    judged: `${String(judged.length)} ${what}`,
    refusals: judged.filter(({ accepted }) => !accepted).map(sentence),
    ...(judged.length === 0 && { skipped: 'none was synthesized' }),
  };
}

async function* rulesOnScripts(manifests: readonly Manifest[]): AsyncGenerator<Ruling> {
  const scripts = manifests.flatMap(scriptsOf);
  const count = `${String(scripts.length)} scripts`;
  if (scripts.length === 0) return yield { judged: count, refusals: [], skipped: 'none was synthesized' };
  const refusals: string[] = [];
  for (const script of scripts) refusals.push(...(await parsed(script)));
  yield { judged: `${count}: sh -n or bash -n`, refusals };
  yield await ruleOfShellcheck(`${count}: shellcheck`, scripts);
}

async function ruleOfShellcheck(judged: string, scripts: readonly Script[]): Promise<Ruling> {
  try {
    const program = await debianProgram('shellcheck', 'shellcheck');
    const refusals: string[] = [];
    for (const script of scripts) refusals.push(...(await shellchecked(program, script)));
    return { judged, refusals };
  } catch (error) {
    if (error instanceof Absent) return { judged, refusals: [], skipped: error.message };
    throw error;
  }
}

async function ruleOnBrokenScript(): Promise<Ruling> {
  const refusals = await parsed({ place: 'script', text: '#!/usr/bin/env bash\nif true; then echo' });
  return brokenInput('unfinished script', 'bash -n', refusals);
}

async function ruleOnInput(judge: Judge, broken: Broken): Promise<Ruling> {
  const verdicts = await judge.ask({ files: [broken.path], contracts: contracts(), events: EVENTS });
  const refusals = verdicts.filter(({ accepted }) => !accepted).map(sentence);
  return brokenInput(broken.name, broken.expected, refusals);
}

/** What remote tasks declare, by name. */
function contracts(): Readonly<Record<string, string>> {
  const folder = join(TESTDATA, 'contracts');
  return Object.fromEntries(readdirSync(folder).map((file) => [basename(file, '.yaml'), join(folder, file)]));
}
