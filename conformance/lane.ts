import { endOnSignals } from './ending';
import { ENGINES } from './engines';
import { judge } from './judge';
import { Output } from './output';

/** What is sent to this program: the engine whose turn it is, and the project folder. The answer is its lines. */
export interface Turn {
  readonly engine: string;
  readonly root: string;
}

async function take({ engine, root }: Turn): Promise<void> {
  const found = ENGINES.find(({ name }) => name === engine);
  if (found === undefined) throw new Error(`no engine ${engine}`);
  process.send?.(await judge(found, Output.read(root)));
}

endOnSignals();
process.on('disconnect', () => process.exit());
process.on('message', (turn: Turn) => {
  take(turn).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
