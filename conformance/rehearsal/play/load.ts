import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtOnce } from '../../cache';
import { type Node } from '../node/node';

/** What callers were answered. */
export interface Answers {
  readonly answered: number;
  /** With a status of 500 and above, or not at all. */
  readonly failed: number;
}

/** Callers of a service, so many a second. */
export class Load {
  public static async start(node: Node, url: string, perSecond: number): Promise<Load> {
    const folder = await builtOnce('rehearsal-load', { module: join(__dirname, 'load'), programs: { load: '.' } });
    return new Load(node.spawn(join(folder, 'load'), [url, String(perSecond)]));
  }

  private answered = 0;
  private failed = 0;

  private constructor(private readonly child: ChildProcess) {
    if (child.stdout === null) throw new Error('the callers cannot be heard');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const second = JSON.parse(line) as Answers;
      this.answered += second.answered;
      this.failed += second.failed;
    });
  }

  /** What all callers were answered until now. */
  public get answers(): Answers {
    return { answered: this.answered, failed: this.failed };
  }

  /** Sends them home; they are not asked again. */
  public async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }
}
