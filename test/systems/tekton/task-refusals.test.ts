import { bash, Param, Result, Step, StepAction, Task, text, Volume, Workspace } from '../../../lib/systems/tekton';
import { chartOf, describeAction, image } from './example-tasks';

describe('refuses', () => {
  const step = Step.command({ name: 'run', image });
  const task = (props: Partial<ConstructorParameters<typeof Task>[2]>) => () =>
    new Task(chartOf(), 'task', { name: 'build', steps: () => [step], ...props });
  const repair = 'take it out or use it';

  test.each([
    [
      'a name that is no label',
      task({ name: 'Build' }),
      'Task.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Build"',
    ],
    ['no step', task({ steps: () => [] }), 'Task build.steps: expected one or more steps, got []'],
    [
      'two steps of one name',
      task({ steps: () => [step, step] }),
      'Task build.steps: expected steps of different names, got ["run","run"]',
    ],
    [
      'a param that no step uses',
      task({ params: { context: Param.string() } }),
      `Task build.params.context: expected a use of the param, got nothing; ${repair}`,
    ],
    [
      'a result that no step writes',
      task({ results: { url: Result.string() } }),
      `Task build.results.url: expected a step that writes the result, got nothing; ${repair}`,
    ],
    [
      'a workspace that no step uses',
      task({ workspaces: { source: Workspace.required() } }),
      `Task build.workspaces.source: expected a use of the workspace, got nothing; ${repair}`,
    ],
    [
      'a volume that no step mounts',
      task({ volumes: { scratch: Volume.emptyDir() } }),
      `Task build.volumes.scratch: expected a step that mounts the volume, got nothing; ${repair}`,
    ],
    [
      'two workspaces at one path',
      task({ workspaces: { a: Workspace.required(), b: Workspace.optional({ mountPath: '/workspace/a' }) } }),
      'Task build.workspaces: expected workspaces at different paths, got ["/workspace/a","/workspace/a"]',
    ],
    [
      'a param name that an expression cannot hold',
      task({
        params: { 'a.b': Param.string() },
        steps: ({ params }) => [Step.command({ name: 'run', image, args: Object.values(params) as never })],
      }),
      'Task build.params: expected a letter, then letters, digits, "_" and "-", with a letter or digit at the end, got "a.b"',
    ],
    [
      'a namespace that is no label',
      task({ namespace: 'Order' }),
      'Task.namespace: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Order"',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test('a mount where a workspace or another volume lies', () => {
    const make = (path: string) =>
      task({
        workspaces: { source: Workspace.required() },
        volumes: { a: Volume.emptyDir(), b: Volume.emptyDir() },
        steps: ({ workspaces, volumes }) => [
          Step.command({
            name: 'run',
            image,
            args: [String(Object.keys(workspaces))],
            volumeMounts: [volumes['a']?.at('/a') ?? step, volumes['b']?.at(path) ?? step] as never,
          }),
        ],
      });
    expect(make('/workspace/source')).toThrow(
      'Task build.run.volumeMounts: expected a path that nothing else has, got "/workspace/source"',
    );
    expect(make('/a')).toThrow('Task build.run.volumeMounts: expected a path that nothing else has, got "/a"');
  });

  test('a reference to what another Task declares', () => {
    let leaked = text`nothing`;
    new Task(chartOf(), 'one', {
      name: 'one',
      params: { context: Param.string() },
      steps: ({ params }) => {
        leaked = params.context as never;
        return [Step.command({ name: 'run', image, args: [params.context] })];
      },
    });
    expect(task({ steps: () => [Step.command({ name: 'run', image, args: [leaked] })] })).toThrow(
      'Task build.run: expected references to what stands in the same object, got "the param \\"context\\" of another"',
    );
  });

  test('the result of a step that has not run', () => {
    const chart = chartOf();
    const make = () =>
      new Task(chart, 'task', {
        name: 'build',
        steps: () => {
          const version = Step.action({ name: 'version', ref: describeAction(chart), params: { path: '.' } });
          return [Step.command({ name: 'say', image, args: [version.results.version] }), version];
        },
      });
    expect(make).toThrow(
      'Task build.say: expected results of steps that stand before it, got "the result \\"version\\" of another"',
    );
  });

  test('a StepAction of another namespace', () => {
    const chart = chartOf();
    const version = Step.action({ name: 'version', ref: describeAction(chartOf('tools')), params: { path: '.' } });
    expect(() => new Task(chart, 'task', { name: 'build', steps: () => [version] })).toThrow(
      'Task build.version: expected a StepAction of the namespace order-service-ci, got "tools"; a Task finds StepActions in its own namespace only',
    );
  });

  test('something declared and not used in a StepAction, or read from elsewhere', () => {
    const make = (args: readonly never[]) => () =>
      new StepAction(chartOf(), 'list', {
        name: 'list',
        params: { path: Param.string() },
        body: () => ({ image, command: ['ls'], args }),
      });
    expect(make([])).toThrow(
      'StepAction list.params.path: expected a use of the param, got nothing; take it out or use it',
    );
    expect(make([text`${foreign()}` as never])).toThrow(
      'StepAction list: expected references to what stands in the same object, got "the param \\"path\\" of another"',
    );
  });

  test('a Tekton expression in any text', () => {
    const make = (args: string[]) => task({ steps: () => [Step.command({ name: 'run', image, args })] });
    expect(make(['$(params.context)'])).toThrow(
      'Task build.run.args: expected a text without Tekton expressions, got "$(params.context)"; pass the reference itself, or text`…`',
    );
    expect(make(['$(HOME)'])).not.toThrow();
  });

  test('a variable that is no name, or that the script makes itself', () => {
    const make = (env: Record<string, string>) => () =>
      new Task(chartOf(), 'task', {
        name: 'build',
        params: { a: Param.string() },
        steps: ({ params }) => [Step.script({ name: 'run', image, env, script: bash`echo ${params.a}` })],
      });
    expect(make({ 'A-B': '1' })).toThrow(
      'Task build.run.env.A-B: expected a variable of letters, digits and "_", got "A-B"',
    );
    expect(make({ PARAM_A: '1' })).toThrow(
      'Task build.run.env.PARAM_A: expected a variable that the script does not make itself, got "PARAM_A"',
    );
  });
});

/** A reference that belongs to no StepAction. */
function foreign() {
  let found: unknown;
  new StepAction(chartOf(), 'other', {
    name: 'other',
    params: { path: Param.string() },
    body: ({ params }) => {
      found = params.path;
      return { image, args: [params.path] };
    },
  });
  return found as never;
}
