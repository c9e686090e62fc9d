import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { type Broken, brokenIn } from '../broken';
import { madeOnce } from '../cache';
import { mustRun, run } from '../command';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { type Program, programs } from './programs';

const VERSION = '4.75.1';

/** gitlab-ci-local reads a file as GitLab does: its schema, what it extends and includes, its rules and needs. */
export const gitlab: Engine = {
  name: 'gitlab',
  version: VERSION,
  async *rulings() {
    const command = await installed();
    for (const program of programs()) {
      yield {
        judged: `${program.name}: schema, ${jobsOf(program).length} jobs`,
        refusals: await ruleOnJobs(command, program),
      };
      yield { judged: `${program.name}: preview`, refusals: await ruleOnPreview(command, program) };
      yield await ruleOnScripts(program);
    }
    for (const broken of brokenIn(join(__dirname, 'testdata'))) yield ruleOnBroken(command, broken);
  },
};

interface Command {
  readonly node: string;
  readonly script: string;
}

/** The tool needs a newer Node than the library. */
async function installed(): Promise<Command> {
  const node = `node-${process.platform}-${process.arch}`;
  const made = await madeOnce(`gitlab-ci-local-${VERSION}`, [], async (folder) => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await mustRun('npm', ['install', '--ignore-scripts', `gitlab-ci-local@${VERSION}`, `${node}@24`], { cwd: folder });
  });
  return {
    node: join(made, 'node_modules', node, 'bin', 'node'),
    script: join(made, 'node_modules', 'gitlab-ci-local', 'dist', 'index.js'),
  };
}

/** Runs the tool in a repository that holds the files, at the branch main of a project of gitlab.com. */
async function inRepository<T>(
  files: Readonly<Record<string, string>>,
  act: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-gitlab-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const git = (...args: readonly string[]) =>
      mustRun('git', ['-c', 'user.name=ci', '-c', 'user.email=ci@localhost.invalid', ...args], { cwd: folder });
    await git('init', '--quiet', '--initial-branch=main');
    await git('remote', 'add', 'origin', 'git@gitlab.com:acme/example.git');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'example');
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(
  { node, script }: Command,
  folder: string,
  flag: string,
): Promise<{ readonly out: string; readonly refusal?: string }> {
  const { code, stdout, stderr } = await run(node, [script, flag], { cwd: folder, timeout: 120 });
  return code === 0 ? { out: stdout } : { out: stdout, refusal: `${stdout}${stderr}`.trim() };
}

function jobsOf({ files }: Program): readonly string[] {
  const value = load(files['.gitlab-ci.yml'] ?? '') as Readonly<Record<string, object>>;
  return Object.keys(value).filter((name) => !['workflow', 'stages', 'variables', 'include', 'default'].includes(name));
}

/** Every job that belongs to the branch main must be in the list. */
async function ruleOnJobs(command: Command, program: Program): Promise<readonly string[]> {
  return inRepository(program.files, async (folder) => {
    const { out, refusal } = await ask(command, folder, '--list');
    if (refusal !== undefined) return [refusal];
    const listed = out.split('\n').map((line) => line.split(/\s+/)[0]);
    return program.onMain
      .filter((name) => !listed.includes(name))
      .map((name) => `${name} is not in the pipeline of main`);
  });
}

/** What the tool makes of the file must still say what the file says. */
async function ruleOnPreview(command: Command, program: Program): Promise<readonly string[]> {
  return inRepository(program.files, async (folder) => {
    const { out, refusal } = await ask(command, folder, '--preview');
    if (refusal !== undefined) return [refusal];
    const preview = load(out) as Readonly<Record<string, { readonly script?: unknown }>>;
    const written = load(program.files['.gitlab-ci.yml'] ?? '') as typeof preview;
    return jobsOf(program)
      .filter((name) => JSON.stringify(preview[name]?.script) !== JSON.stringify(written[name]?.script))
      .map((name) => `the script of ${name} came out changed`);
  });
}

/** Each script through the parser of bash, which is what a runner starts. */
async function ruleOnScripts(program: Program): Promise<Ruling> {
  const value = load(program.files['.gitlab-ci.yml'] ?? '') as Readonly<
    Record<string, { readonly script?: readonly string[] }>
  >;
  const scripts = jobsOf(program).flatMap((name) => (value[name]?.script ?? []).map((text) => ({ name, text })));
  const refusals: string[] = [];
  for (const { name, text } of scripts) {
    const { code, stderr } = await run('bash', ['-n'], { input: text });
    if (code !== 0) refusals.push(`${name}: ${stderr.trim()}`);
  }
  return { judged: `${program.name}: ${scripts.length} scripts through bash -n`, refusals };
}

async function ruleOnBroken(command: Command, { name, path, expected }: Broken): Promise<Ruling> {
  return inRepository({ '.gitlab-ci.yml': readFileSync(path, 'utf8') }, async (folder) => {
    const { refusal } = await ask(command, folder, '--list');
    return brokenInput(name.replaceAll('-', ' '), expected, refusal === undefined ? [] : [refusal]);
  });
}
