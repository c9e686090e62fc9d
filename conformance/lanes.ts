import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Turn } from './lane';
import { type Line } from './report';

/** How many engines judge at a time, each in a process of its own: what one computes must not hold up another's clock. */
const LANES = 2;
const LANE = join(__dirname, 'lane.ts');

/** Takes minutes each: begun first, so that none of them is left alone at the end. */
const LONG = ['promotion', 'rollouts-controller'];

/** Lets the engines judge, `LANES` at a time, and returns the lines of each, in the order of the names. */
export async function judgeInLanes(names: readonly string[], root: string): Promise<readonly Line[]> {
  const queue = [...names].sort((a, b) => Number(LONG.includes(b)) - Number(LONG.includes(a)));
  const lines = new Map<string, readonly Line[]>();
  const walk = async (): Promise<void> => {
    let lane = fork(LANE);
    for (let engine = queue.shift(); engine !== undefined; engine = queue.shift()) {
      if (!lane.connected) lane = fork(LANE);
      lines.set(engine, await ask(lane, { engine, root }));
    }
    if (lane.connected) lane.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(LANES, names.length) }, walk));
  return names.flatMap((name) => lines.get(name) ?? []);
}

/** A process that ends before it has answered is the engine's failure. */
function ask(lane: ChildProcess, turn: Turn): Promise<readonly Line[]> {
  return new Promise((resolve) => {
    const ended = (): void => {
      const refusals = ['its process ended before it had judged'];
      resolve([{ engine: turn.engine, version: '', judged: 'the engine itself', refusals, seconds: 0 }]);
    };
    lane.once('exit', ended);
    lane.once('message', (lines) => {
      lane.off('exit', ended);
      resolve(lines as readonly Line[]);
    });
    lane.send(turn);
  });
}
