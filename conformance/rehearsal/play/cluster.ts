import { setTimeout as wait } from 'node:timers/promises';
import { type Node } from '../node/node';

/** What every object has that the play reads. */
export interface Thing {
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** The objects at a path of the API, such as `/apis/tekton.dev/v1/namespaces/ci/taskruns`. */
export async function list<T extends Thing>(node: Node, path: string): Promise<readonly T[]> {
  return (await get<{ readonly items: readonly T[] }>(node, path)).items;
}

/** The object at a path of the API, which must be there. */
export async function get<T>(node: Node, path: string): Promise<T> {
  const { status, body } = await node.api(path);
  if (status !== 200) throw new Error(`GET ${path}: ${String(status)} ${body}`);
  return JSON.parse(body) as T;
}

/** Asks every half second until there is an answer; throws after so many seconds. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not after ${String(seconds)} s`);
    await wait(500);
  }
}
