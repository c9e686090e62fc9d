import { Duration } from '../../../lib/model';
import { renderPipelineRun, WorkspaceSource } from '../../../lib/systems/tekton';
import { files, propsIn, type Run, ssh } from './example-run';
import { chartOf } from './example-tasks';

describe('refuses', () => {
  const minutes = (amount: number) => Duration.minutes(amount);
  const label = 'lower-case letters, digits and "-", beginning and ending with a letter or digit';
  test.each<[string, object, string]>([
    ['a name', { name: 'CI' }, `PipelineRun.name: expected 1 to 63 ${label}, got "CI"`],
    [
      'a name that is too long when it is complete',
      { generateName: `${'a'.repeat(58)}-` },
      `PipelineRun.generateName: expected 1 to 57 ${label}, got "${'a'.repeat(58)}"`,
    ],
    ['an account', { serviceAccountName: 'CI' }, `PipelineRun.serviceAccountName: expected 1 to 63 ${label}, got "CI"`],
    ['a namespace', { namespace: 'CI' }, `PipelineRun.namespace: expected 1 to 63 ${label}, got "CI"`],
    [
      'another namespace',
      { namespace: 'elsewhere' },
      'PipelineRun.namespace: expected the namespace of its Pipeline, order-service-ci, got "elsewhere"',
    ],
    [
      'an unknown param',
      { params: { url: '', branch: '' } },
      'PipelineRun.params: expected some of url, revision, got ["branch"]',
    ],
    ['a missing param', { params: {} }, 'PipelineRun.params: expected all required ones, got []; give url'],
    [
      'a missing workspace',
      { workspaces: { files } },
      'PipelineRun.workspaces: expected all required ones, got ["files"]; give ssh',
    ],
    [
      'an empty folder for several tasks',
      { workspaces: { files: WorkspaceSource.emptyDir(), ssh } },
      'PipelineRun.workspaces.files: expected a volume that outlives a pod, got "an empty folder for clone, test"; bind a claim template',
    ],
    [
      'two volumes in one task',
      { workspaces: { files, ssh, cache: WorkspaceSource.claim('go-cache') } },
      'PipelineRun.workspaces: expected one volume claim in the task test, got ["files","cache"]; use folders of one volume: workspaces.<name>.at(…)',
    ],
    [
      'a task that the pipeline does not have',
      { taskRunSpecs: { tests: {} } },
      'PipelineRun.taskRunSpecs: expected some of clone, test, got "tests"',
    ],
    [
      'parts longer than the default of the whole',
      { timeouts: { tasks: minutes(50), finally: minutes(20) } },
      'PipelineRun.timeouts: expected tasks and finally within the default of 1h for the whole run, got "1h10m"; set timeouts.pipeline',
    ],
    [
      'parts longer than the whole',
      { timeouts: { pipeline: minutes(60), tasks: minutes(61) } },
      'PipelineRun.timeouts: expected tasks and finally within 1h for the whole run, got "1h1m"; set timeouts.pipeline',
    ],
    [
      'a whole shorter than one task may take',
      { timeouts: { pipeline: minutes(20) } },
      'PipelineRun.timeouts: expected 30m or more, which the task test may take, got "20m"; set timeouts.pipeline',
    ],
    [
      'tasks together shorter than one task may take',
      { timeouts: { tasks: minutes(20) } },
      'PipelineRun.timeouts: expected 30m or more, which the task test may take, got "20m"; set timeouts.tasks',
    ],
    [
      'tasks that share the default with the finally tasks and have too little left',
      { timeouts: { finally: minutes(40) } },
      'PipelineRun.timeouts: expected 30m or more, which the task test may take, got "20m"; set timeouts.pipeline',
    ],
    [
      'no limit at all',
      { timeouts: { pipeline: Duration.zero } },
      'PipelineRun.timeouts: expected more than nothing, got "0s"; Tekton reads 0s as no limit',
    ],
    [
      'an expression in a value',
      { params: { url: '$(tt.params.url)' } },
      'PipelineRun.params.url: expected a text without Tekton expressions, got "$(tt.params.url)"; pass the reference itself, or text`…`',
    ],
  ])('%s', (_, props, message) => {
    const { name, ...rest } = propsIn(chartOf());
    const naming = 'generateName' in props ? {} : { name };
    expect(() => renderPipelineRun({ ...naming, ...rest, ...props } as Run)).toThrow(new Error(message));
  });
});
