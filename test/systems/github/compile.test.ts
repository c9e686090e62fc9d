import { readFileSync } from 'node:fs';
import { RootConstruct } from 'constructs';
import {
  bash,
  buildPush,
  cache,
  checkout,
  Concurrency,
  Container,
  github,
  Input,
  Job,
  Matrix,
  On,
  ReusableWorkflow,
  run,
  secret,
} from '../../../lib/systems/github';
import { repository, runsOn } from './example-workflows';

const image = buildPush.step({ id: 'image', with: { context: '.' } });
const matrix = Matrix.of({ go: ['1'] });

/** Never run: the compiler must refuse each line that is marked. */
export function mustNotCompile(): void {
  const typed = On.workflowCall({ inputs: { n: Input.number(), c: Input.choice(['a', 'b']) } });
  const called = new ReusableWorkflow(new RootConstruct(), 'r', {
    repository,
    name: 'r',
    file: 'r.yaml',
    on: typed,
    jobs: [],
  });
  // @ts-expect-error an expression is no text
  run({ name: 'X', script: `echo ${github.headRef.code}` });
  // @ts-expect-error a required input is missing
  cache.step({ with: { path: ['x'] } });
  // @ts-expect-error a misspelt input
  checkout.step({ with: { 'fetch-dept': 0 } });
  // @ts-expect-error an input of another type
  checkout.step({ with: { 'fetch-depth': '0' } });
  // @ts-expect-error a secret is never text of a program
  checkout.step({ with: { token: 'ghp_x' } });
  // @ts-expect-error a secret goes to an input for secrets only
  checkout.step({ with: { ref: secret('X') } });
  // @ts-expect-error a misspelt output
  void image.outputs.digst;
  // @ts-expect-error a secret is no output of a job
  new Job('a', { runsOn, steps: [hello], outputs: { x: secret('X') } });
  // @ts-expect-error a secret is not for the whole job
  new Job('a', { runsOn, steps: [hello], env: { X: secret('X') } });
  // @ts-expect-error an image by its tag
  Container.of('postgres:17');
  // @ts-expect-error an axis that the matrix does not have
  matrix.value('node');
  // @ts-expect-error an input of another type
  called.call('a', { with: { n: '1', c: 'a' } });
  // @ts-expect-error no such choice
  called.call('a', { with: { n: 1, c: 'c' } });
  // @ts-expect-error a required input is missing
  called.call('a', { with: { n: 1 } });
  // @ts-expect-error no such scope
  run({ name: 'X', script: bash`true`, permissions: { content: 'read' } });
  // @ts-expect-error a queue that cancels cannot be asked for
  Concurrency.queued('x', true);
}

test('no program that must not compile has been lost', () => {
  expect(readFileSync(__filename, 'utf8').match(/^ *\/\/ @ts-expect-error .+$/gm)).toHaveLength(16);
});
