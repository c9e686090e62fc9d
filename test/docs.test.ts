import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { examples } from '../scripts/docs/examples';
import { written } from './written';

const ROOT = join(__dirname, '..');

const pages = examples();

test('the program of the README writes what apps/main.ts writes', () => {
  const { files } = written(() => run(pages[0]?.code ?? ''));
  expect([...files.keys()]).toContain('dist/production/order-service/resources.yaml');
  expect(files).toEqual(written(() => jest.requireActual(join(ROOT, 'apps', 'main.ts'))).files);
});

test('every example is compiled as a user writes it, by the check of types', () => {
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  expect(scripts['typecheck']).toBe('tsx scripts/doc-examples.ts && tsc -p tsconfig.json');
  expect((read('tsconfig.json') as { include: string[] }).include).toContain('.examples/*.ts');
});

test.each(pages.map(({ file, code }, index) => [`${file} #${index}`, code] as const))(
  '%s runs and finds no error',
  (_name, code) => {
    const { said } = written(() => run(code));
    expect(said.split('\n').filter((line) => line.startsWith('error '))).toEqual([]);
    expect(process.exitCode).toBeUndefined();
  },
);

test('every command of the README is one that exists', () => {
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm run ([a-z:]+)/g)].map(
    ([, name]) => name ?? '',
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

function run(code: string): void {
  const { code: script } = transformSync(code, {
    ...{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  });
  const load = (name: string): unknown =>
    jest.requireActual(name.replace(/^slipway$/, '../lib').replace(/^slipway\//, '../lib/systems/'));
  (new Function('require', 'exports', script) as (load: (name: string) => unknown, exports: object) => void)(load, {});
}
