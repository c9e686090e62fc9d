import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../../folder';
import { type RenderedStep } from './rendered';

/** What Tekton puts in the place of its expressions. */
export interface StepValues {
  readonly params?: Readonly<Record<string, string>>;
  /** Folders of the workspaces that are bound. */
  readonly workspaces?: Readonly<Record<string, string>>;
  /** The steps' own environment goes before this one. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of programs that stand for those of the image. */
  readonly programs?: string;
}

export interface StepRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** A result's text; nothing where it was not written. */
  readonly result: (name: string) => string | undefined;
  /** The step's home. */
  readonly home: string;
}

/** Runs the script of a step as Tekton does: as a program, after its expressions in the environment are replaced. */
export async function runStep(step: RenderedStep, values: StepValues = {}): Promise<StepRun> {
  const folder = newFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  const script = join(folder, 'script');
  writeFileSync(script, step.script ?? '');
  chmodSync(script, 0o755);
  const filled = (text: string): string => fill(text, folder, values);
  const own = (step.env ?? []).map(({ name, value = '' }) => [name, filled(value)]);
  const path = values.programs === undefined ? '' : `${values.programs}:`;
  const run = spawn(script, {
    cwd: step.workingDir === undefined ? folder : filled(step.workingDir),
    env: { PATH: `${path}${process.env.PATH ?? ''}`, HOME: home, ...Object.fromEntries(own), ...values.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    textOf(run.stdout),
    textOf(run.stderr),
    new Promise<number | null>((resolve, reject) => run.on('close', resolve).on('error', reject)),
  ]);
  const result = (name: string): string | undefined => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  return { code, stdout, stderr, result, home };
}

/** A program for the folder `programs`. */
export function writeProgram(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
}

function fill(text: string, folder: string, { params = {}, workspaces = {} }: StepValues): string {
  return text
    .replaceAll(/\$\(params\.([\w-]+)\)/g, (_, name: string) => params[name] ?? '')
    .replaceAll(/\$\(results\.([\w-]+)\.path\)/g, (_, name: string) => join(folder, name))
    .replaceAll(/\$\(workspaces\.([\w-]+)\.path\)/g, (_, name: string) => workspaces[name] ?? '')
    .replaceAll(/\$\(workspaces\.([\w-]+)\.bound\)/g, (_, name: string) => String(workspaces[name] !== undefined));
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
