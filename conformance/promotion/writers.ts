import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { killGroup, ownGroup } from '../ending';
import { withCompiledWriter } from './compiled';
import { type Said, type Work } from './load';

/** What all writers together did. */
export interface Tally {
  readonly promoted: number;
  readonly kills: number;
  /** Promotions that were refused, by reason. */
  readonly refused: ReadonlyMap<string, number>;
  /** Writers that left with 0 though something was not promoted, or without a word. */
  readonly faults: readonly string[];
}

export interface WritersProps {
  /** The longest time that a writer lives before it is killed, in milliseconds. @default it is not killed */
  readonly life?: number;
}

/** Lets every work be done by a process of its own, which is killed at random moments and started again where it stood. */
export async function runWriters(works: readonly Work[], props: WritersProps): Promise<Tally> {
  const tally = { promoted: 0, kills: 0, refused: new Map<string, number>(), faults: [] as string[] };
  await withCompiledWriter((program) => Promise.all(works.map((work) => runWriter(program, work, props, tally))));
  return tally;
}

type Counts = { promoted: number; kills: number; readonly refused: Map<string, number>; readonly faults: string[] };

async function runWriter(program: string, work: Work, props: WritersProps, tally: Counts): Promise<void> {
  let next = work.first;
  for (let starts = 0; next <= work.last; starts++) {
    if (starts > 2000) throw new Error(`${work.service} does not get on`);
    const before = next;
    const { code, said, errors } = await oneLife(program, { ...work, first: next }, props, tally);
    for (const one of said) {
      if (one.refused === undefined) tally.promoted += 1;
      else
        tally.refused.set(
          one.refused.split(':')[0] ?? '',
          (tally.refused.get(one.refused.split(':')[0] ?? '') ?? 0) + 1,
        );
      const skip = work.mayBeOvertaken === true && one.refused?.startsWith('order') === true;
      if (one.refused === undefined || skip) next = one.order + work.step;
      else if (one.refused.startsWith('order')) tally.faults.push(`${work.service}: ${one.refused}`);
    }
    if (code === 0 && next <= work.last) tally.faults.push(`${work.service}: left with 0 before ${next}`);
    if (code === 3) tally.faults.push(`${work.service}: ${errors}`);
    if (code === 1 && !said.some(({ refused }) => refused !== undefined))
      tally.faults.push(`${work.service}: left with 1 without a word`);
    if (before === next && code !== null) await wait(50);
  }
}

interface Life {
  /** The exit code; nothing where it was killed. */
  readonly code: number | null;
  readonly said: readonly Said[];
  readonly errors: string;
}

/** Half of the kills hit the process alone, so that its git goes on; the other half hit its git too. */
function oneLife(program: string, work: Work, { life }: WritersProps, tally: Counts): Promise<Life> {
  const child = ownGroup(
    spawn(process.execPath, [program, JSON.stringify(work)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      // What a killed writer leaves behind goes with the folder of its program.
      env: { ...process.env, TMPDIR: dirname(program) },
    }),
  );
  const said: Said[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line) as Said));
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  const kill = (): void => {
    tally.kills += 1;
    if (Math.random() < 0.5) killGroup(child);
    else child.kill('SIGKILL');
  };
  const timer = life === undefined ? undefined : setTimeout(kill, 500 + Math.random() * life);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said, errors });
    });
  });
}
