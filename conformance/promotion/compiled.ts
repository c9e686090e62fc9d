import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { TemporaryFolder } from '../ending';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['lib/model', 'lib/promotion', 'conformance/promotion'];

/** Hands over the writer's program as JavaScript: a process that is killed and started again a hundred times begins fast. */
export async function withCompiledWriter<T>(use: (program: string) => Promise<T>): Promise<T> {
  const temporary = new TemporaryFolder('writer');
  const folder = temporary.path;
  try {
    for (const file of FOLDERS.flatMap((name) => readdirSync(join(ROOT, name)).map((one) => join(name, one)))) {
      if (!file.endsWith('.ts')) continue;
      const { code } = transformFileSync(join(ROOT, file), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      const path = join(folder, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return await use(join(folder, 'conformance', 'promotion', 'writer.js'));
  } finally {
    temporary.remove();
  }
}
