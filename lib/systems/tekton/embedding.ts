import type * as tekton from '../../../imports/tekton.dev';
import { invalid } from '../../model';
import { type Params } from './param';
import { type TaskContract } from './runnable-task';
import { typeName } from './value-type';
import { type Workspaces } from './workspace';

/** The Pipeline that a Task's spec stands in. */
export interface Embedding {
  readonly params: Params;
  readonly workspaces: Workspaces;
}

interface Given {
  readonly params: Readonly<Record<string, unknown>>;
  readonly workspaces: ReadonlyMap<string, unknown>;
}

/**
 * The defaults that must be said aloud where a Task stands inside a Pipeline: there Tekton would put the pipeline's
 * param of the same name in place of the Task's default, and bind the pipeline's workspace of the same name to one that
 * was left unbound. Throws where saying it is not possible.
 * @see https://tekton.dev/docs/pipelines/pipelineruns/#propagated-parameters
 */
export function renderInheritedDefaults(
  place: string,
  task: TaskContract,
  given: Given,
  embedding: Embedding,
): tekton.PipelineSpecTasksParams[] {
  const caught = Object.keys(task.workspaces).find(
    (name) => !given.workspaces.has(name) && embedding.workspaces[name] !== undefined,
  );
  if (caught !== undefined) {
    throw invalid(
      `${place}.workspaces`,
      `a binding for ${caught}`,
      undefined,
      `an embedded Task gets the pipeline's workspace of the same name: rename one of them`,
    );
  }
  return Object.entries(task.params).flatMap(([name, param]) => {
    const outer = embedding.params[name];
    if (outer === undefined) return [];
    if (typeName(outer.type) !== typeName(param.type)) {
      throw invalid(
        `${place}.params.${name}`,
        `the type of the pipeline's param, ${typeName(outer.type)}`,
        typeName(param.type),
        'an embedded Task shares the names of its Pipeline: rename one of them',
      );
    }
    return given.params[name] === undefined ? [{ name, value: param._renderDefault(`${place}.params.${name}`) }] : [];
  });
}
