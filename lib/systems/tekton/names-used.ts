import { type Assembly } from '../../assembly';
import { once } from './once';
import { type ReferenceInPlace, referencesInPlace } from './references-in-place';
import { textsIn } from './substitution';
import { type StepInPlace, type TaskInPlace } from './task-in-place';
import { tektonObjects } from './tekton-objects';

/** What the texts of one spec read and write. */
export interface NamesUsed {
  readonly params: ReadonlySet<string>;
  readonly workspaces: ReadonlySet<string>;
  /** Results whose file is named. */
  readonly results: ReadonlySet<string>;
}

class Names implements NamesUsed {
  public readonly params = new Set<string>();
  public readonly workspaces = new Set<string>();
  public readonly results = new Set<string>();

  public note(parts: readonly string[]): void {
    const [head, ...rest] = parts[0] === 'inputs' ? parts.slice(1) : parts;
    const [name] = rest;
    if (name === undefined) return;
    if (head === 'params') this.params.add(name);
    if (head === 'workspaces') this.workspaces.add(name);
    if (head === 'results') this.results.add(name);
  }
}

/** What each spec reads, by the spec: what an embedded one reads is read from those around it too. */
const usedBySpec = once((assembly: Assembly): ReadonlyMap<object, NamesUsed> => {
  const { pipelines, runs } = tektonObjects(assembly);
  const around = new Map<object, object>();
  for (const { pipeline, spec } of runs) if (pipeline?.inherits) around.set(pipeline.spec, spec);
  for (const { calls, spec } of pipelines) {
    for (const { runs: callee } of calls) {
      if (callee.from === 'assembly' && callee.task.inherits) around.set(callee.task.spec, spec);
    }
  }
  const used = new Map<object, Names>();
  for (const { scope, reference } of referencesInPlace(assembly)) {
    for (let spec: object | undefined = specOf(scope); spec !== undefined; spec = around.get(spec)) {
      const names = used.get(spec) ?? new Names();
      used.set(spec, names);
      names.note(reference.parts);
    }
  }
  return used;
});

/** What the texts of a spec read and write. */
export function namesUsed(assembly: Assembly, spec: object): NamesUsed {
  return usedBySpec(assembly).get(spec) ?? new Names();
}

function specOf(scope: ReferenceInPlace['scope']): object {
  if (scope.kind === 'task') return scope.task.spec;
  if (scope.kind === 'pipeline') return scope.pipeline.spec;
  return scope.kind === 'action' ? scope.action.spec : scope.run.spec;
}

/** Whether every step's body is known: one that a resolver fetches may read and write anything. */
export function isWhollyKnown({ steps }: TaskInPlace): boolean {
  return steps.every(({ action }) => action === undefined || action.from === 'assembly');
}

/** All texts of a task, those of the StepActions it uses included, as one. */
export function textOfTask({ spec, steps }: TaskInPlace): string {
  const bodies = steps.map(({ action }: StepInPlace) => (action?.from === 'assembly' ? action.spec : {}));
  return textsIn([spec, bodies], '')
    .map(({ text }) => text)
    .join('\n');
}
