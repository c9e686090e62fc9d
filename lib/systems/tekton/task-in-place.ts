import { type Manifest } from '../../assembly';
import {
  type ParamDeclaration,
  type ResultDeclaration,
  type StepContainer,
  type StepDeclaration,
  type StepActionSpec,
  type TaskSpec,
  type WorkspaceDeclaration,
} from './kinds';

/** What an embedded spec may read without declaring it: Tekton hands it down. */
export interface Inherited {
  readonly params: readonly ParamDeclaration[];
  readonly workspaces: readonly WorkspaceDeclaration[];
}

/** A Task, or the `taskSpec` of a pipeline's task, where it stands. */
export interface TaskInPlace {
  readonly manifest: Manifest;
  readonly namespace?: string;
  /** The field of the spec inside the object: `spec`, or `spec.tasks[0].taskSpec`. */
  readonly path: string;
  /** In words: `Task "go-test"`. */
  readonly title: string;
  readonly name: string;
  readonly spec: TaskSpec;
  readonly steps: readonly StepInPlace[];
  /** Only of an embedded spec. */
  readonly inherits?: Inherited;
}

/** A step as it will run: what it leaves out comes from the step template, its body perhaps from a StepAction. */
export interface StepInPlace {
  readonly index: number;
  /** Its name, or `unnamed-0`. */
  readonly name: string;
  readonly path: string;
  /** As written. */
  readonly declared: StepDeclaration;
  /** With the step template. */
  readonly container: StepContainer;
  readonly action?: ActionUse;
  /** What later steps may read: its own results, or those of its StepAction; nothing where that is not known. */
  readonly results?: readonly ResultDeclaration[];
}

/** A StepAction of the assembly, one that the assembly should have and has not, or one that a resolver fetches. */
export type ActionUse =
  | { readonly from: 'assembly'; readonly manifest: Manifest; readonly spec: StepActionSpec }
  | { readonly from: 'nowhere'; readonly name: string }
  | { readonly from: 'resolver' };

/** A Task's spec with its steps resolved. */
export function taskInPlace(place: Omit<TaskInPlace, 'steps'>, findAction: (name: string) => ActionUse): TaskInPlace {
  const { spec, path } = place;
  const steps = (spec.steps ?? []).map((declared, index): StepInPlace => {
    const action = actionOf(declared, findAction);
    return {
      index,
      name: declared.name ?? `unnamed-${index}`,
      path: `${path}.steps[${index}]`,
      declared,
      container: merge(spec.stepTemplate, declared),
      ...(action === undefined ? {} : { action }),
      ...resultsOf(declared, action),
    };
  });
  return { ...place, steps };
}

function actionOf({ ref }: StepDeclaration, find: (name: string) => ActionUse): ActionUse | undefined {
  if (ref === undefined) return undefined;
  return ref.resolver !== undefined || ref.name === undefined ? { from: 'resolver' } : find(ref.name);
}

function resultsOf(declared: StepDeclaration, action: ActionUse | undefined): Pick<StepInPlace, 'results'> {
  if (action === undefined) return { results: declared.results ?? [] };
  return action.from === 'assembly' ? { results: action.spec.results ?? [] } : {};
}

/** Fields of the step win; of lists of named things the step's entries do; the security context is merged field by field. */
function merge(template: StepContainer | undefined, step: StepContainer): StepContainer {
  if (template === undefined) return step;
  return {
    ...template,
    ...step,
    env: byKey(template.env, step.env, ({ name }) => name),
    volumeMounts: byKey(template.volumeMounts, step.volumeMounts, ({ mountPath }) => mountPath),
    securityContext: { ...template.securityContext, ...step.securityContext },
  };
}

function byKey<T>(first: readonly T[] = [], second: readonly T[] = [], key: (item: T) => string): readonly T[] {
  const replaced = new Set(second.map(key));
  return [...second, ...first.filter((item) => !replaced.has(key(item)))];
}

/** The type of a declared param. */
export function paramType(param: ParamDeclaration): 'string' | 'array' | 'object' {
  if (param.type === 'array' || param.type === 'object') return param.type;
  if (param.type === 'string') return 'string';
  if (Array.isArray(param.default)) return 'array';
  return param.properties !== undefined || (typeof param.default === 'object' && param.default !== null)
    ? 'object'
    : 'string';
}
