import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GoLint, GoTest, type GoTestProps } from '../../../../lib/systems/tekton/tasks';
import { newFolder } from '../../../folder';
import { envOf, stepOf, taskOf } from './rendered';
import { runStep, type StepRun, writeProgram } from './step-run';

test('GoTest runs restricted, with folders of its own for all that Go keeps', () => {
  const task = taskOf(
    (chart) => new GoTest(chart, 'test', { cacheSize: '10Gi', env: { GOPROXY: 'https://proxy.example' } }),
  );
  const step = stepOf(task, 'test');
  expect(task.spec.stepTemplate.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
  expect(task.spec.volumes).toEqual([{ name: 'cache', emptyDir: { sizeLimit: '10Gi' } }]);
  expect(step.volumeMounts).toEqual([{ name: 'cache', mountPath: '/var/cache/go' }]);
  expect(envOf(step)).toEqual({
    RESULT_COVERAGE: '$(results.coverage.path)',
    GOPATH: '/var/cache/go/path',
    GOMODCACHE: '/var/cache/go/modules',
    GOCACHE: '/var/cache/go/builds',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-buildvcs=false',
    GOPROXY: 'https://proxy.example',
    CGO_ENABLED: '1',
  });
});

test('GoTest without the race detector needs no C compiler', () => {
  const step = stepOf(
    taskOf((chart) => new GoTest(chart, 'test', { race: false })),
    'test',
  );
  expect(envOf(step).CGO_ENABLED).toBe('0');
  expect(step.script).not.toContain('-race');
});

describe('GoTest', () => {
  test('gives go what it was told, word for word', async () => {
    const run = await runGo(
      { packages: ['./a b', './c'], tags: ['one', 'two'], flags: ['-run', "it's $HOME"] },
      '50.0',
    );
    expect(run.stdout).toContain(
      "<test><-race><-covermode=atomic><-coverprofile><coverage.out><-tags=one,two><-run><it's $HOME><./a b><./c>\n",
    );
  });

  test('leaves the coverage as a result', async () => {
    const run = await runGo({}, '83.3');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.result('coverage')).toBe('83.3');
  });

  test.each([
    ['0.8', 0.8, 0],
    ['0.8', 0.9, 1],
    ['9.9', 80, 1],
    ['80.0', 80, 0],
    ['79.9', 80, 1],
    ['100.0', 100, 0],
    ['99.9', 100, 1],
  ])('coverage of %s where %d is the least: exit code %d', async (coverage, minimumCoverage, code) => {
    const run = await runGo({ minimumCoverage }, coverage);
    expect(run).toMatchObject({ code, stderr: code === 0 ? '' : `coverage is below ${minimumCoverage} percent\n` });
    expect(run.result('coverage')).toBe(coverage);
  });

  test('fails where the tests fail', async () => {
    const programs = newFolder();
    writeProgram(programs, 'go', '#!/bin/sh\n[ "$1" != test ]\n');
    const step = stepOf(
      taskOf((chart) => new GoTest(chart, 'test')),
      'test',
    );
    const run = await runStep(step, { workspaces: { source: newFolder() }, programs });
    expect(run.code).toBe(1);
    expect(run.result('coverage')).toBeUndefined();
  });

  test('refuses a coverage that no test can reach', () => {
    expect(() => taskOf((chart) => new GoTest(chart, 'test', { minimumCoverage: 101 }))).toThrow(
      'GoTest.minimumCoverage: expected percent above 0, up to 100, got 101',
    );
  });
});

const withGo = hasGo() ? describe : describe.skip;

withGo('GoTest with the real toolchain', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'go.mod'), 'module example.com/order\n\ngo 1.24\n');
  writeFileSync(
    join(folder, 'order.go'),
    'package order\n\nfunc Add(a, b int) int {\n\tif a == 0 {\n\t\treturn b\n\t}\n\treturn a + b\n}\n',
  );

  test('measures coverage and leaves the profile', async () => {
    writeFileSync(
      join(folder, 'order_test.go'),
      'package order\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fail()\n\t}\n}\n',
    );
    const run = await runReal(folder);
    expect(run).toMatchObject({ code: 0 });
    expect(run.result('coverage')).toBe('66.7');
    expect(readFileSync(join(folder, 'coverage.out'), 'utf8')).toContain('mode: atomic\n');
  }, 300_000);

  test('finds a data race', async () => {
    writeFileSync(
      join(folder, 'order_test.go'),
      'package order\n\nimport "testing"\n\nfunc TestRace(t *testing.T) {\n\tn, done := 0, make(chan bool)\n\tgo func() { n++; done <- true }()\n\tn++\n\t<-done\n\tt.Log(n)\n}\n',
    );
    const run = await runReal(folder);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('WARNING: DATA RACE');
  }, 300_000);
});

test('GoLint leaves its findings in the workspace', () => {
  const task = taskOf((chart) => new GoLint(chart, 'lint', { packages: ['./cmd/...'], tags: ['integration'] }));
  expect(stepOf(task, 'lint')).toMatchObject({
    workingDir: '$(workspaces.source.path)',
    command: ['golangci-lint'],
    args: [
      'run',
      '--output.text.path=stdout',
      '--output.sarif.path',
      'golangci-lint.sarif',
      '--build-tags=integration',
      './cmd/...',
    ],
  });
  expect(envOf(stepOf(task, 'lint'))).toMatchObject({
    GOLANGCI_LINT_CACHE: '/var/cache/go/lint',
    GOTOOLCHAIN: 'local',
  });
});

/** Runs the step with a `go` that prints its arguments, and that coverage. */
function runGo(props: GoTestProps, coverage: string): Promise<StepRun> {
  const programs = newFolder();
  writeProgram(
    programs,
    'go',
    `#!/bin/sh\nif [ "$1" = tool ]; then\n  printf 'order.go:3:\\tAdd\\t66.7%%\\ntotal:\\t(statements)\\t${coverage}%%\\n'\nelse\n  printf '<%s>' "$@"\n  echo\nfi\n`,
  );
  const step = stepOf(
    taskOf((chart) => new GoTest(chart, 'test', props)),
    'test',
  );
  return runStep(step, { workspaces: { source: newFolder() }, programs });
}

/** Runs the step with the machine's own `go`; only the folder of its caches is another. */
function runReal(folder: string): Promise<StepRun> {
  const step = stepOf(
    taskOf((chart) => new GoTest(chart, 'test')),
    'test',
  );
  const cache = execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim();
  return runStep(step, { workspaces: { source: folder }, env: { GOCACHE: cache, GOPATH: folder, GOMODCACHE: folder } });
}

function hasGo(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v go && command -v gcc'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
