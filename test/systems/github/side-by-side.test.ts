import { load } from 'js-yaml';
import {
  Background,
  bash,
  checkout,
  type Job,
  On,
  Parallel,
  run,
  setupGo,
  type Step,
} from '../../../lib/systems/github';
import { hello, job, textOf, workflow } from './example-workflows';

const server = run({ id: 'server', name: 'Server', background: true, script: bash`sleep 60` });
const version = run({
  id: 'version',
  name: 'Version',
  background: true,
  outputs: ['version'],
  script: bash`echo "version=1" >> "$GITHUB_OUTPUT"`,
});
const reader = run({ name: 'Read', script: bash`echo ${version.outputs.version}` });

const rendered = (one: Job): { readonly steps: readonly object[]; readonly permissions: object } => {
  const file = load(textOf(workflow([On.push()], [one]))) as { readonly jobs: Readonly<Record<string, never>> };
  return file.jobs[one.id] as never;
};

test('renders what runs in the background, what waits for it and what ends it', () => {
  const steps = [server, version, hello, Background.wait([version]), reader, Background.cancel(server)];
  expect(rendered(job('a', ...steps)).steps).toEqual([
    { name: 'Server', id: 'server', shell: 'bash', run: 'set -euo pipefail\nsleep 60\n', background: true },
    expect.objectContaining({ id: 'version', background: true }),
    { name: 'Hello', shell: 'bash', run: 'set -euo pipefail\necho hello\n' },
    { wait: 'version' },
    expect.objectContaining({ name: 'Read' }),
    { cancel: 'server' },
  ]);
  const both = [server, version, Background.wait([server, version], { name: 'Wait', continueOnError: true })];
  expect(rendered(job('a', ...both)).steps.at(-1)).toEqual({
    name: 'Wait',
    wait: ['server', 'version'],
    'continue-on-error': true,
  });
  expect(rendered(job('a', version, Background.waitForAll(), reader)).steps[1]).toEqual({ 'wait-all': true });
});

test('renders steps side by side, with the versions of their actions and what they ask for', () => {
  const one = job('a', Parallel.of([checkout.step(), setupGo.step({ with: { 'go-version': '1.26' } })]), hello);
  expect(rendered(one).permissions).toEqual({ contents: 'read' });
  expect(textOf(workflow([On.push()], [one]))).toContain(`      - parallel:
          - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
            with:
              persist-credentials: false
          - uses: actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0
`);
});

const measured = run({
  id: 'measured',
  name: 'Measure',
  outputs: ['size'],
  script: bash`echo "size=1" >> "$GITHUB_OUTPUT"`,
});
const useOfIt = run({ name: 'Use', script: bash`echo ${measured.outputs.size}` });

test('what ran side by side can be read after it', () => {
  expect(() => job('a', Parallel.of([measured, hello]), useOfIt)).not.toThrow();
});

test.each<[() => unknown, string]>([
  [
    () => job('a', version, reader),
    'Job a.steps[1]: expected outputs of a step that has ended, got "version.outputs.version"; it runs in the background: put Background.wait([…]) before',
  ],
  [
    () => job('a', Parallel.of([measured, useOfIt])),
    'Job a.steps[0]: expected no output of a step, as none stands before, got "measured.outputs.size"; put the step into the job, before the one that reads it',
  ],
  [
    () => job('a', hello, Background.wait([server])),
    'Job a.steps[1]: expected no output of a step, as none stands before, got "server.outputs.wait"; put the step into the job, before the one that reads it',
  ],
  [() => Background.wait([]), 'Background.wait: expected at least one step, got []'],
  [() => Background.wait([hello]), 'Background.wait: expected a step with background: true, got "Hello"'],
  [
    () => Background.cancel(run({ name: 'Nameless', background: true, script: bash`true` })),
    'Background.cancel: expected a step with an id, got "Nameless"',
  ],
  [() => Parallel.of([hello]), 'Parallel.of: expected between 2 and 10 steps, got 1'],
  [
    () => Parallel.of(Array.from<Step>({ length: 11 }).fill(hello)),
    'Parallel.of: expected between 2 and 10 steps, got 11',
  ],
  [
    () => Parallel.of([hello, server]),
    'Parallel.of: expected steps that do something, none in the background, got "server"',
  ],
  [
    () => Parallel.of([hello, Background.waitForAll()]),
    'Parallel.of: expected steps that do something, none in the background, got "wait-all"',
  ],
  [
    () => Parallel.of([hello, Parallel.of([hello, hello])]),
    'Parallel.of: expected steps that do something, none in the background, got "Hello, Hello"',
  ],
])('%#: steps that cannot be side by side', (make, message) => {
  expect(make).toThrow(message);
});
