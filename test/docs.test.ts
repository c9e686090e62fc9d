import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

interface Example {
  readonly file: string;
  readonly code: string;
}

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`),
];
const examples = pages.filter((page) => page.endsWith('.md')).flatMap(examplesOf);

test('the program of the README is the one in apps/main.ts', () => {
  expect(examples[0]?.code).toBe(
    readFileSync(join(ROOT, 'apps', 'main.ts'), 'utf8')
      .replaceAll("'../lib'", "'slipway'")
      .replace("'../lib/systems/aws'", "'slipway/aws'"),
  );
});

test('every example compiles as a user writes it', () => {
  const files = new Map(examples.map(({ code }, index) => [join(ROOT, `example-${index}.ts`), code]));
  expect(compilerErrors(files)).toEqual([]);
});

test.each(examples.map(({ file, code }, index) => [`${file} #${index}`, code] as const))(
  '%s runs and finds no error',
  (_name, code) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-docs-'));
    const before = process.cwd();
    const said: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const silent = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      process.chdir(folder);
      run(code);
      expect(said.filter((text) => /^error /m.test(text))).toEqual([]);
      expect(process.exitCode).toBeUndefined();
    } finally {
      process.chdir(before);
      write.mockRestore();
      silent.mockRestore();
      rmSync(folder, { recursive: true });
    }
  },
);

test('every command of the README is one that exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm run ([a-z:]+)/g)].map(
    ([, name]) => name ?? '',
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

function examplesOf(page: string): Example[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => ({ file: page, code: code ?? '' }));
}

function compilerErrors(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      incremental: false,
      tsBuildInfoFile: undefined,
      paths: { slipway: ['./lib/index.ts'], 'slipway/*': ['./lib/systems/*/index.ts'] },
    },
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
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
