import { type Chart } from 'cdk8s';
import { Duration } from '../../../lib/model';
import {
  Param,
  Pipeline,
  type PipelineGraph,
  PipelineWorkspace,
  RemoteTask,
  text,
  Workspace,
} from '../../../lib/systems/tekton';
import { chartOf, clone, digest, image, signIn, tellIn } from './example-tasks';

describe('refuses', () => {
  const pipeline = (tasks: (chart: Chart) => PipelineGraph, props: object = {}) => {
    const chart = chartOf();
    return () => new Pipeline(chart, 'ci', { name: 'ci', ...props, tasks: () => tasks(chart) });
  };
  const tell = (chart: Chart, name = 'tell', props: object = {}) =>
    tellIn(chart).run(name, { params: { text: '' }, ...props });
  const twice = (chart: Chart) => {
    const task = tellIn(chart);
    return ['a', 'b'].map((name) => task.run(name, { params: { text: '' } }));
  };

  test('a pipeline without a task', () => {
    expect(pipeline(() => ({ tasks: [] }))).toThrow('Pipeline ci.tasks: expected one or more tasks, got []');
  });

  test('two tasks of one name, at the end too', () => {
    const make = pipeline((chart) => {
      const task = tellIn(chart);
      const params = { text: '' };
      return { tasks: [task.run('a', { params })], finally: [task.runFinally('a', { params })] };
    });
    expect(make).toThrow('Pipeline ci.tasks: expected tasks of different names, got ["a","a"]');
  });

  test('a task that waits for one that is left out', () => {
    const make = pipeline((chart) => {
      const [a, b] = twice(chart);
      const late = RemoteTask.hub({ name: 'x', version: '1.0.0' }, { podSecurity: 'restricted' });
      return { tasks: [late.run('late', { after: [a, b].filter((each) => each !== undefined) }), ...(b ? [b] : [])] };
    });
    expect(make).toThrow(
      'Pipeline ci.late.after: expected one of the pipeline\'s own tasks: late, b, got "a"; add a to tasks',
    );
  });

  test('a task that uses results of one that is left out', () => {
    const make = pipeline((chart) => {
      const task = tellIn(chart);
      const a = task.run('a', { params: { text: '' } });
      return { tasks: [task.run('b', { params: { text: a.results.id } })] };
    });
    expect(make).toThrow('Pipeline ci.b: expected one of the pipeline\'s own tasks: b, got "a"; add a to tasks');
  });

  test('a result of a task that is left out, and one that is no result of a task', () => {
    expect(
      pipeline((chart) => {
        const [a, b] = twice(chart);
        return { tasks: b ? [b] : [], results: { ID: (a ?? b)?.results['id'] as never } };
      }),
    ).toThrow('Pipeline ci.results.ID: expected one of the pipeline\'s own tasks: b, got "a"; add a to tasks');
    const chart = chartOf();
    expect(
      () =>
        new Pipeline(chart, 'ci', {
          name: 'ci',
          params: { url: Param.string() },
          tasks: ({ params }) => ({ tasks: [tell(chart)], results: { URL: params.url } }),
        }),
    ).toThrow('Pipeline ci.results.URL: expected results of tasks, got "the param \\"url\\""');
  });

  test('a result that begins with a text: Tekton takes expressions only', () => {
    const make = pipeline((chart) => {
      const task = tell(chart);
      return { tasks: [task], results: { ID: text`id-${task.results['id'] as never}` } };
    });
    expect(make).toThrow(
      'Pipeline ci.results.ID: expected a reference at the beginning, got "id-$(tasks.tell.results.id)"',
    );
  });

  test('a reference to what another Pipeline declares', () => {
    let leaked = text`nothing`;
    const chart = chartOf();
    new Pipeline(chart, 'other', {
      name: 'other',
      params: { url: Param.string() },
      tasks: ({ params }) => {
        leaked = params.url as never;
        return { tasks: [tellIn(chart).run('tell', { params: { text: params.url } })] };
      },
    });
    const make = pipeline((own) => ({ tasks: [tell(own, 'tell', { params: { text: leaked } })] }));
    expect(make).toThrow(
      'Pipeline ci.tell: expected references to what stands in the same object, got "the param \\"url\\" of another"',
    );
  });

  test('something declared that no task is given', () => {
    expect(pipeline((chart) => ({ tasks: [tell(chart)] }), { params: { url: Param.string() } })).toThrow(
      'Pipeline ci.params.url: expected a use of the param, got nothing; take it out or use it',
    );
    expect(pipeline((chart) => ({ tasks: [tell(chart)] }), { workspaces: { files: Workspace.required() } })).toThrow(
      'Pipeline ci.workspaces.files: expected a use of the workspace, got nothing; take it out or use it',
    );
  });

  test('a Task of another namespace', () => {
    const make = pipeline((chart) => ({
      tasks: [signIn(chart, 'elsewhere').run('sign', { params: { image, digest } })],
    }));
    expect(make).toThrow(
      'Pipeline ci.sign: expected a Task of the namespace order-service-ci, got "elsewhere"; a Pipeline finds Tasks in its own namespace only',
    );
  });

  test.each([
    ['a param that is not declared', { params: { text: '', txt: '' } }, 'params: expected some of text, got ["txt"]'],
    ['a param that is missing', { params: {} }, 'params: expected all required ones, got []; give text'],
    ['a workspace that is not declared', { workspaces: { a: {} } }, 'workspaces: expected none, got ["a"]'],
    [
      'no time at all',
      { timeout: Duration.zero },
      'timeout: expected more than nothing, got "0s"; Tekton reads 0s as no limit',
    ],
    ['half a retry', { retries: 0.5 }, 'retries: expected a whole number of 0 or more, got 0.5'],
    [
      'retries of what may fail',
      { retries: 1, onError: 'continue' },
      'retries: expected none beside onError "continue", got 1; Tekton refuses the two together',
    ],
  ])('%s', (_, props, message) => {
    expect(() => tell(chartOf(), 'tell', props)).toThrow(new Error(`PipelineTask tell.${message}`));
  });

  test('a folder that does not lie in its workspace', () => {
    const files = new PipelineWorkspace('volume', 'required', { kind: 'workspace', owner: {}, name: 'files' });
    for (const path of ['', '/src', '../src', 'a/..']) {
      expect(() => files.at(path)).toThrow(
        `PipelineWorkspace.at: expected a relative path without "..", got "${path}"`,
      );
    }
    expect(files.at('a').at('b..c').subPath?.expression).toBe('a/b..c');
  });

  test('a required workspace that is missing', () => {
    expect(() => clone.run('clone', { params: { url: '' }, workspaces: {} } as never)).toThrow(
      'PipelineTask clone.workspaces: expected all required ones, got []; give output',
    );
  });

  test('a name that is no label', () => {
    expect(() => tell(chartOf(), 'Tell')).toThrow(
      'PipelineTask.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Tell"',
    );
  });
});
