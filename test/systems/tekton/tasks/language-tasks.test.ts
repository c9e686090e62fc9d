import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JavaLint, JavaTest, NodeLint, NodeTest, PythonLint, PythonTest } from '../../../../lib/systems/tekton/tasks';
import { PINS } from '../../../../lib/tools';
import { newFolder } from '../../../folder';
import { envOf, type RenderedStep, stepOf, taskOf } from './rendered';
import { runStep, type StepRun, writeProgram } from './step-run';

const run = (step: RenderedStep, programs?: string, source = newFolder()): Promise<StepRun> =>
  runStep(step, { workspaces: { source }, ...(programs === undefined ? {} : { programs }) });

/** Runs the step with a program in place of the image's, which prints its arguments word by word. */
function printed(step: RenderedStep, program: string): Promise<StepRun> {
  const programs = newFolder();
  writeProgram(programs, program, `#!/bin/sh\nprintf '<%s>' "$@"\necho\n`);
  return run(step, programs);
}

test('NodeTest runs restricted, and keeps what npm keeps in a folder of its own', () => {
  const task = taskOf((chart) => new NodeTest(chart, 'test', { cacheSize: '2Gi', env: { TZ: 'UTC' } }));
  const step = stepOf(task, 'run');
  expect(task.metadata.name).toBe('node-test');
  expect(task.spec.stepTemplate.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
  expect(task.spec.volumes).toEqual([{ name: 'cache', emptyDir: { sizeLimit: '2Gi' } }]);
  expect(step.volumeMounts).toEqual([{ name: 'cache', mountPath: '/var/cache/tools' }]);
  expect(step.image).toBe(`${PINS.node.image}:${PINS.node.tag}@${PINS.node.digest}`);
  expect(envOf(step)).toEqual({
    HOME: '/var/cache/tools',
    npm_config_cache: '/var/cache/tools/npm',
    npm_config_update_notifier: 'false',
    CI: 'true',
    TZ: 'UTC',
  });
});

test.each([
  [
    'NodeTest',
    stepOf(
      taskOf((chart) => new NodeTest(chart, 'x', { testScript: "it's", installScripts: true })),
      'run',
    ),
    'npm',
    "<ci><--no-audit><--no-fund>\n<run><it's>\n",
  ],
  [
    'NodeLint',
    stepOf(
      taskOf((chart) => new NodeLint(chart, 'x', { files: ['src', 'a b'] })),
      'run',
    ),
    'npm',
    '<ci><--no-audit><--no-fund><--ignore-scripts>\n<exec><--no><--><eslint><--max-warnings=0><src><a b>\n',
  ],
  [
    'PythonTest',
    stepOf(
      taskOf((chart) => new PythonTest(chart, 'x', { requirements: ['r.txt'] })),
      'run',
    ),
    'python',
    '<-m><pip><install><--disable-pip-version-check><--only-binary=:all:><--require-hashes><--user><--requirement><r.txt>\n' +
      '<-m><pytest><--cov=src><--cov-report=term><--cov-report=xml:coverage.xml><--junitxml=tests.xml>\n',
  ],
  [
    'JavaTest',
    stepOf(
      taskOf((chart) => new JavaTest(chart, 'x')),
      'run',
    ),
    'mvn',
    '<--batch-mode><--no-transfer-progress><--strict-checksums><verify>\n',
  ],
  [
    'JavaLint',
    stepOf(
      taskOf((chart) => new JavaLint(chart, 'x', { lintGoals: ['spotbugs:check'] })),
      'run',
    ),
    'mvn',
    '<--batch-mode><--no-transfer-progress><--strict-checksums><spotbugs:check>\n',
  ],
])('%s gives its program what it was told, word for word', async (_, step, program, stdout) => {
  expect(await printed(step, program)).toMatchObject({ code: 0, stdout, stderr: '' });
});

test('the first command that fails ends the task', async () => {
  const programs = newFolder();
  writeProgram(programs, 'npm', '#!/bin/sh\necho "$1"\n[ "$1" != ci ]\n');
  const step = stepOf(
    taskOf((chart) => new NodeTest(chart, 'test')),
    'run',
  );
  expect(await run(step, programs)).toMatchObject({ code: 1, stdout: 'ci\n' });
});

test('PythonLint has a step for each command: the image of Ruff has no shell', () => {
  const task = taskOf((chart) => new PythonLint(chart, 'lint', { files: ['src'] }));
  expect(task.spec.steps.map(({ name, command, args }) => ({ name, command, args }))).toEqual([
    { name: 'check', command: ['/ruff'], args: ['check', '--no-cache', '--no-fix', 'src'] },
    { name: 'format', command: ['/ruff'], args: ['format', '--no-cache', '--diff', 'src'] },
  ]);
});

test('NodeTest with the real npm installs nothing and runs the tests of the project', async () => {
  const source = newFolder();
  const about = { name: 'order', version: '1.0.0', scripts: { test: 'node tests.js' } };
  writeFileSync(join(source, 'package.json'), JSON.stringify(about));
  writeFileSync(
    join(source, 'package-lock.json'),
    JSON.stringify({ ...about, lockfileVersion: 3, packages: { '': { name: 'order', version: '1.0.0' } } }),
  );
  writeFileSync(join(source, 'tests.js'), 'process.exit(3);');
  const step = stepOf(
    taskOf((chart) => new NodeTest(chart, 'test')),
    'run',
  );
  const result = await runStep(step, {
    workspaces: { source },
    env: { npm_config_cache: newFolder(), HOME: newFolder() },
  });
  expect(result.code).toBe(3);
  expect(result.stdout).toContain('> node tests.js');
}, 60_000);
