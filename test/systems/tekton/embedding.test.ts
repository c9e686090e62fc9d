import { Param, Pipeline, Step, Task, Workspace } from '../../../lib/systems/tekton';
import { chartOf, clone, image, tellIn } from './example-tasks';

const testIn = (chart: ReturnType<typeof chartOf>) =>
  new Task(chart, 'go-test', {
    name: 'go-test',
    params: { package: Param.string({ default: './...' }) },
    steps: ({ params }) => [Step.command({ name: 'test', image, args: [params.package] })],
  });

const pipelineOf = (given: { readonly package?: string }) => {
  const chart = chartOf();
  return new Pipeline(chart, 'ci', {
    name: 'ci',
    params: { package: Param.string() },
    tasks: ({ params }) => ({
      tasks: [
        testIn(chart).run('test', { params: given }),
        tellIn(chart).run('tell', { params: { text: params.package } }),
      ],
    }),
  });
};

test('the Tasks stand inside, and say the defaults aloud that a param of the pipeline would replace', () => {
  const spec = pipelineOf({}).spec({ embedded: true });
  expect(spec).toMatchObject({
    tasks: [
      {
        name: 'test',
        params: [{ name: 'package', value: './...' }],
        taskSpec: { params: [{ name: 'package', type: 'string', default: './...' }], steps: [{ name: 'test' }] },
      },
      { name: 'tell', params: [{ name: 'text', value: '$(params.package)' }], taskSpec: { steps: [{ name: 'tell' }] } },
    ],
  });
  expect(JSON.stringify(spec)).not.toContain('taskRef');
});

test('a value that was given stays', () => {
  expect(pipelineOf({ package: './api' }).spec({ embedded: true })).toMatchObject({
    tasks: [{ params: [{ name: 'package', value: './api' }] }, {}],
  });
});

test('by itself a Task keeps its own defaults, and nothing is said', () => {
  expect(pipelineOf({}).spec()).toMatchObject({ tasks: [{ name: 'test', taskRef: { name: 'go-test' } }, {}] });
  expect(JSON.stringify(pipelineOf({}).spec())).not.toContain('./...');
});

test('fails for two params of one name and different types', () => {
  const chart = chartOf();
  const lint = new Task(chart, 'lint', {
    name: 'lint',
    params: { flags: Param.array() },
    steps: ({ params }) => [Step.command({ name: 'lint', image, args: [params.flags] })],
  });
  const pipeline = new Pipeline(chart, 'ci', {
    name: 'ci',
    params: { flags: Param.string() },
    tasks: ({ params }) => ({ tasks: [lint.run('lint', { params: { flags: [params.flags] } })] }),
  });
  expect(() => pipeline.spec({ embedded: true })).toThrow(
    'PipelineTask lint.params.flags: expected the type of the pipeline\'s param, string, got "array"; an embedded Task shares the names of its Pipeline: rename one of them',
  );
});

test('fails for a workspace that Tekton would bind by its name', () => {
  const chart = chartOf();
  const keyed = new Task(chart, 'keyed', {
    name: 'keyed',
    workspaces: { key: Workspace.credentials() },
    steps: ({ workspaces }) => [Step.command({ name: 'run', image, args: [workspaces.key.path] })],
  });
  const pipeline = new Pipeline(chart, 'ci', {
    name: 'ci',
    workspaces: { 'ssh-directory': Workspace.credentials(), files: Workspace.required() },
    tasks: ({ workspaces }) => ({
      tasks: [
        clone.run('clone', { params: { url: 'x' }, workspaces: { output: workspaces.files } }),
        keyed.run('keyed', { workspaces: { key: workspaces['ssh-directory'] } }),
      ],
    }),
  });
  expect(() => pipeline.spec({ embedded: true })).toThrow(
    "PipelineTask clone.workspaces: expected a binding for ssh-directory, got nothing; an embedded Task gets the pipeline's workspace of the same name: rename one of them",
  );
});
