import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ACTIONS } from '../../lib/systems/github';
import { madeOnce } from '../cache';
import { mustRun } from '../command';
import { type Finding, type Judge } from './judge';
import { placeOf, read } from './workflow-files';

export const GITHUB = '0.3.61';
/** It imports JSON as only newer versions of Node and tsx allow. */
const PROGRAM = join(__dirname, 'github', 'judge.mjs');

/** GitHub's parser of workflows, and its language service on top: the expressions, the inputs, the called workflows. */
export const github: Judge = {
  name: 'GitHub',
  async judge(workflows) {
    const asked = workflows.map((workflow) => ({ ...workflow, place: placeOf(workflow) }));
    const input = JSON.stringify({ workflows: asked, actions: knownActions() });
    const args = ['--import', pathToFileURL(require.resolve('tsx')).href, await installed()];
    const answers = JSON.parse(await mustRun(process.execPath, args, { input })) as readonly Answer[];
    const findings = workflows.flatMap((workflow, index) => {
      const answer = answers[index];
      const place = placeOf(workflow);
      if (answer?.place !== place) return [{ at: place, message: 'was not judged' }];
      const jobs = Object.keys(read(workflow).jobs ?? {}).length;
      const missed: readonly Finding[] =
        answer.jobs === jobs ? [] : [{ at: place, message: `${answer.jobs} jobs were understood of ${jobs}` }];
      const said = answer.findings.map(({ line, message }) => ({ at: `${place}:${line}`, message }));
      return said.length > 0 ? said : missed;
    });
    return { judged: answers.length, findings };
  },
};

interface Answer {
  readonly place: string;
  readonly jobs: number;
  readonly findings: readonly { readonly line: number; readonly message: string }[];
}

async function installed(): Promise<string> {
  const folder = await madeOnce(`github-workflows-${GITHUB}`, [PROGRAM], async (unfinished) => {
    writeFileSync(join(unfinished, 'package.json'), '{ "private": true }');
    const packages = ['languageservice', 'workflow-parser', 'expressions'].map((name) => `@actions/${name}@${GITHUB}`);
    await mustRun('npm', ['install', '--ignore-scripts', '--prefer-offline', ...packages], { cwd: unfinished });
    copyFileSync(PROGRAM, join(unfinished, 'judge.mjs'));
  });
  return join(folder, 'judge.mjs');
}

/** Where GitHub's schema of workflows lies. */
export async function schemaFile(): Promise<string> {
  return join(dirname(await installed()), 'node_modules/@actions/workflow-parser/dist/workflow-v1.0.min.json');
}

/** The facts that GitHub's code would fetch from each `action.yml`. */
function knownActions(): object {
  const facts = ACTIONS.map(({ reference: { name }, inputs, required }) => {
    const declared = Object.keys(inputs).map((input) => {
      return [input, { description: input, required: required.includes(input) }] as const;
    });
    return [name, { name, description: name, inputs: Object.fromEntries(declared) }] as const;
  });
  return Object.fromEntries(facts);
}
