import { type PipelineTask } from './kinds';
import { referencesIn, textsIn } from './substitution';
import { type PipelineInPlace } from './tekton-objects';

/** The order of a pipeline's tasks: who waits for whom, and why. */
export class PipelineGraph {
  private readonly followers = new Map<string, string[]>();

  public constructor(pipeline: PipelineInPlace) {
    for (const { task, inFinally } of pipeline.calls) {
      if (inFinally) continue;
      for (const before of waitsFor(task))
        this.followers.set(before, [...(this.followers.get(before) ?? []), task.name]);
    }
  }

  /** The names of all tasks that run only after one, directly or not; itself too where they go in a circle. */
  public after(name: string): ReadonlySet<string> {
    return reachable(name, (one) => this.followers.get(one) ?? []);
  }
}

/** The names of the tasks that a task waits for. */
export function waitsFor(task: PipelineTask): ReadonlySet<string> {
  return new Set([...(task.runAfter ?? []), ...readsFrom(task)]);
}

/** The names of the tasks whose results a task reads: it is skipped where they are, as one that only waits is not. */
export function readsFrom(task: PipelineTask): ReadonlySet<string> {
  const { params, matrix, when, taskRef, workspaces, taskSpec } = task;
  return new Set(
    textsIn([params, matrix, when, taskRef, workspaces, taskSpec], '')
      .flatMap(({ text }) => referencesIn(text))
      .filter(({ parts }) => parts[0] === 'tasks' && parts[2] === 'results')
      .flatMap(({ parts }) => parts[1] ?? []),
  );
}

/** Everything that can be reached from a start, without it unless a way leads back. */
export function reachable(start: string, next: (name: string) => Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const one of next(name)) {
      if (!seen.has(one)) {
        seen.add(one);
        open.push(one);
      }
    }
  }
  return seen;
}
