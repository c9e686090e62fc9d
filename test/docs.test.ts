import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { examples } from '../scripts/docs/examples';

const ROOT = join(__dirname, '..');

const pages = examples();

test('the program of the README writes what apps/main.ts writes', () => {
  const written = filesOf(() => run(pages[0]?.code ?? ''));
  expect([...written.keys()]).toContain('dist/production/order-service/resources.yaml');
  expect(written).toEqual(filesOf(() => jest.requireActual(join(ROOT, 'apps', 'main.ts'))));
});

test('every example is compiled as a user writes it, by the check of types', () => {
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  expect(scripts['typecheck']).toBe('tsx scripts/doc-examples.ts && tsc -p tsconfig.json');
  expect((read('tsconfig.json') as { include: string[] }).include).toContain('.examples/*.ts');
});

test.each(pages.map(({ file, code }, index) => [`${file} #${index}`, code] as const))(
  '%s runs and finds no error',
  (_name, code) => {
    const said: string[] = [];
    filesOf(() => run(code), said);
    expect(said.filter((text) => /^error /m.test(text))).toEqual([]);
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

/** Runs a program in a folder of its own, notes what it says, and gives the files that it wrote there, by path. */
function filesOf(program: () => void, said: string[] = []): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-docs-'));
  const before = process.cwd();
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const silent = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    process.chdir(folder);
    program();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
    return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
  } finally {
    process.chdir(before);
    write.mockRestore();
    silent.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

function run(code: string): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const load = (name: string): unknown =>
    jest.requireActual(name.replace(/^slipway$/, '../lib').replace(/^slipway\//, '../lib/systems/'));
  (new Function('require', 'exports', outputText) as (load: (name: string) => unknown, exports: object) => void)(
    load,
    {},
  );
}
