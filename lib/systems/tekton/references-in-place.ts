import { type Assembly, type Manifest } from '../../assembly';
import { once } from './once';
import { type FieldText, type Reference, referencesIn, textsIn } from './substitution';
import { type TaskInPlace } from './task-in-place';
import { type ActionInPlace, type PipelineInPlace, type RunInPlace, tektonObjects } from './tekton-objects';

/** Whose names a reference can mean. */
export type ReferenceScope =
  | { readonly kind: 'task'; readonly task: TaskInPlace }
  | { readonly kind: 'pipeline'; readonly pipeline: PipelineInPlace }
  | { readonly kind: 'action'; readonly action: ActionInPlace }
  | { readonly kind: 'run'; readonly run: RunInPlace };

/** A reference with the object and field it stands in. */
export interface ReferenceInPlace {
  readonly manifest: Manifest;
  readonly path: string;
  /** The field inside the spec: `steps[0].args[1]`. */
  readonly field: string;
  readonly reference: Reference;
  readonly scope: ReferenceScope;
}

/** Every reference of every Tekton object, gathered once. */
export const referencesInPlace = once((assembly: Assembly): readonly ReferenceInPlace[] => {
  const { tasks, pipelines, actions, runs } = tektonObjects(assembly);
  return [
    ...tasks.flatMap((task) => within(task.manifest, task.spec, task.path, { kind: 'task', task })),
    ...actions.flatMap((action) => within(action.manifest, action.spec, 'spec', { kind: 'action', action })),
    ...pipelines.flatMap((pipeline) =>
      within(pipeline.manifest, withoutEmbedded(pipeline), pipeline.path, { kind: 'pipeline', pipeline }),
    ),
    ...runs.flatMap((run) =>
      within(run.manifest, { ...run.spec, pipelineSpec: undefined }, `${run.prefix}spec`, { kind: 'run', run }),
    ),
  ];
});

/** The texts of a pipeline that are not those of an embedded task. */
function withoutEmbedded({ spec, calls }: PipelineInPlace): object {
  const strip = (inFinally: boolean): readonly object[] =>
    calls
      .filter((call) => call.inFinally === inFinally)
      .map(({ task, runs }) => (runs.from === 'assembly' ? { ...task, taskSpec: undefined } : task));
  return { ...spec, tasks: strip(false), finally: strip(true) };
}

function within(manifest: Manifest, spec: object, path: string, scope: ReferenceScope): ReferenceInPlace[] {
  return textsIn(spec, '').flatMap(({ path: field, text }: FieldText) =>
    referencesIn(text).map((reference) => ({ manifest, path: `${path}.${field}`, field, reference, scope })),
  );
}

/** The references of one kind of scope, such as those that stand in tasks. */
export function referencesOf<K extends ReferenceScope['kind']>(
  assembly: Assembly,
  kind: K,
): readonly (ReferenceInPlace & { readonly scope: Extract<ReferenceScope, { kind: K }> })[] {
  return referencesInPlace(assembly).filter(
    (one): one is ReferenceInPlace & { readonly scope: Extract<ReferenceScope, { kind: K }> } =>
      one.scope.kind === kind,
  );
}
