import { Language, maven, node, python, ruff, Toolbox } from '../../lib/tools';

const languages = [Language.go(), Language.node(), Language.java(), Language.python()];

test('each language tests and lints with tools of the toolbox, in their own folder', () => {
  const jobs = languages.flatMap(({ name, test, lint }) =>
    [test, lint].map(({ tool, commands, reports, environment }) => ({
      name,
      program: Toolbox.standard.tool(tool).program,
      commands: commands.map((words) => words.join(' ')),
      reports,
      folders: Object.values(environment('/f')).filter((value) => value.includes('/f/')).length,
    })),
  );
  const install = 'ci --no-audit --no-fund --ignore-scripts';
  const pip =
    '-m pip install --disable-pip-version-check --only-binary=:all: --require-hashes --user --requirement requirements.txt --requirement requirements-dev.txt';
  const mvn = '--batch-mode --no-transfer-progress --strict-checksums';
  expect(jobs).toEqual([
    {
      name: 'go',
      program: 'go',
      commands: ['test -race -covermode=atomic -coverprofile coverage.out ./...'],
      reports: { coverage: 'coverage.out' },
      folders: 3,
    },
    {
      name: 'go',
      program: 'golangci-lint',
      commands: ['run --output.text.path=stdout --output.sarif.path golangci-lint.sarif ./...'],
      reports: { sarif: 'golangci-lint.sarif' },
      folders: 3,
    },
    { name: 'node', program: 'npm', commands: [install, 'run test'], reports: {}, folders: 1 },
    {
      name: 'node',
      program: 'npm',
      commands: [install, 'exec --no -- eslint --max-warnings=0 .'],
      reports: {},
      folders: 1,
    },
    { name: 'java', program: 'mvn', commands: [`${mvn} verify`], reports: {}, folders: 1 },
    { name: 'java', program: 'mvn', commands: [`${mvn} checkstyle:check`], reports: {}, folders: 1 },
    {
      name: 'python',
      program: 'python',
      commands: [pip, '-m pytest --cov=src --cov-report=term --cov-report=xml:coverage.xml --junitxml=tests.xml'],
      reports: { coverage: 'coverage.xml', junit: 'tests.xml' },
      folders: 2,
    },
    {
      name: 'python',
      program: '/ruff',
      commands: ['check --no-cache --no-fix .', 'format --no-cache --diff .'],
      reports: {},
      folders: 0,
    },
  ]);
});

test('Go without the race detector needs no C compiler', () => {
  const { test: job } = Language.go({ race: false, packages: ['./cmd/...'] });
  expect(job.commands).toEqual([['test', '-covermode=atomic', '-coverprofile', 'coverage.out', './cmd/...']]);
  expect(job.environment('/f').CGO_ENABLED).toBe('0');
  expect(Language.go().test.environment('/f').CGO_ENABLED).toBe('1');
});

test('npm', () => {
  expect(node.install({ scripts: true, production: true })).toEqual(['ci', '--no-audit', '--no-fund', '--omit=dev']);
  expect(node.script('test', ['--coverage'])).toEqual(['run', 'test', '--', '--coverage']);
  expect(node.lint({ files: ['src'], json: 'eslint.json' })).toEqual([
    'exec',
    '--no',
    '--',
    'eslint',
    '--max-warnings=0',
    '--format=json',
    '--output-file',
    'eslint.json',
    'src',
  ]);
});

test('Python', () => {
  expect(python.install({ requirements: ['r.txt'], hashes: false, into: '/x' }).slice(5)).toEqual([
    '--target',
    '/x',
    '--requirement',
    'r.txt',
  ]);
  expect(python.test({ minimumCoverage: 80, args: ['tests'] })).toEqual([
    '-m',
    'pytest',
    '--cov-fail-under=80',
    'tests',
  ]);
  expect(ruff.lint({ files: ['.'], sarif: 'ruff.sarif' })).toEqual([
    'check',
    '--no-cache',
    '--no-fix',
    '--output-format=sarif',
    '--output-file',
    'ruff.sarif',
    '.',
  ]);
});

test('Maven', () => {
  expect(maven.run({ goals: ['package'], properties: { skipTests: 'true' } }).slice(3)).toEqual([
    '-DskipTests=true',
    'package',
  ]);
});
