import { problem, type Problem, type Rule } from '../../../audit';
import { PipelineGraph } from '../pipeline-graph';
import { commandsOf } from '../step-script';
import { type Call, type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, pipeline, step, task } from './examples';

const workspaces = [{ name: 'source' }];
const clone = task('clone', {
  workspaces,
  steps: [step('clone', { command: ['git', 'clone', '.', '$(workspaces.source.path)'] })],
});
const test = task('test', {
  workspaces,
  steps: [step('test', { command: ['go', 'test'], workingDir: '$(workspaces.source.path)' })],
});
const delivery = (runAfter: readonly string[]): object =>
  pipeline({
    workspaces,
    tasks: [
      { name: 'clone', taskRef: { name: 'clone' }, workspaces },
      { name: 'test', taskRef: { name: 'test' }, workspaces, runAfter },
    ],
  });

export const checkoutNotAwaited: Rule = {
  id: 'TKN158',
  severity: 'error',
  title: 'a task works in the checkout and does not wait for it',
  why: 'tasks without an order run at once: it finds an empty folder, or half of the files, and may even pass',
  repair: 'let it run after the task that checks out, or read a result of that task',
  reference: 'https://tekton.dev/docs/pipelines/pipelines/#configuring-the-task-execution-order',
  good: example(clone, test, delivery(['clone'])),
  bad: example(clone, test, delivery([])),
  check: (assembly) => tektonObjects(assembly).pipelines.flatMap(judge),
};

function judge(pipeline_: PipelineInPlace): Problem[] {
  const clones = pipeline_.calls.filter((call) => !call.inFinally && checksOut(call));
  if (clones.length === 0) return [];
  const graph = new PipelineGraph(pipeline_);
  return clones.flatMap((clone_) => {
    const folders = new Set(foldersOf(clone_));
    const behind = graph.after(clone_.task.name);
    return pipeline_.calls
      .filter(
        (call) =>
          call !== clone_ &&
          !call.inFinally &&
          !checksOut(call) &&
          !behind.has(call.task.name) &&
          !graph.after(call.task.name).has(clone_.task.name) &&
          foldersOf(call).some((folder) => folders.has(folder)),
      )
      .map(({ manifest, task: { name }, path }) =>
        problem(
          manifest,
          `the task "${name}" works where "${clone_.task.name}" checks out, and does not wait for it`,
          `add "${clone_.task.name}" to runAfter`,
          path,
        ),
      );
  });
}

/** The folders of the pipeline's workspaces that a task works in; those of keys and passwords are no place to work. */
function foldersOf({ task: { workspaces: bound = [] } }: Call): readonly string[] {
  return bound
    .filter(({ name, workspace = name }) => !CREDENTIALS.test(name) && !CREDENTIALS.test(workspace))
    .map(({ name, workspace = name, subPath = '' }) => `${workspace}/${subPath}`);
}

const CREDENTIALS =
  /(?:^|[-_.])(?:auth|ssh|ssl|ca|certs?|keys?|secrets?|tokens?|cred(?:ential)?s?|dockerconfig|docker-config)(?:[-_.]|$)/i;

function checksOut({ task: { name, taskRef }, runs }: Call): boolean {
  if (runs.from === 'assembly') {
    const commands = runs.task.steps.flatMap(({ container }) => commandsOf(container).commands);
    return commands.some(
      ({ words }) => words[0] === 'git' && words.some((word) => /^(clone|checkout|init)$/.test(word)),
    );
  }
  const fetched = (taskRef?.params ?? []).filter((one) => one.name === 'name').map(({ value }) => String(value));
  return [name, taskRef?.name ?? '', ...fetched].some((one) => /(^|-)git-clone(-|$)/.test(one));
}
