import { builtOnce } from '../cache';
import { run } from '../command';
import { join } from 'node:path';

/** One line of the judge's answer; the same words as in judge/verdict.go. */
export interface Verdict {
  readonly check: 'document' | 'admission' | 'reconcile' | 'template' | 'event';
  readonly file?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly origin?: string;
  readonly accepted: boolean;
  readonly message?: string;
}

export interface Question {
  /** Manifest files of one cluster. */
  readonly files: readonly string[];
  /** Task manifests that stand for remote tasks, by name. */
  readonly contracts: Readonly<Record<string, string>>;
  /** Folder of recorded webhooks. @default - no events are sent */
  readonly events?: string;
}

/** The Go program that holds Tekton's own code; built once. */
export class Judge {
  public static async build(version: string): Promise<Judge> {
    const module = join(__dirname, 'judge');
    const folder = await builtOnce(`tekton-${version}`, { module, programs: { judge: '.' } });
    return new Judge(join(folder, 'judge'));
  }

  private constructor(private readonly program: string) {}

  public async ask({ files, contracts, events }: Question): Promise<readonly Verdict[]> {
    const remotes = Object.entries(contracts).flatMap(([name, path]) => ['-remote', `${name}=${path}`]);
    const args = [...remotes, ...(events === undefined ? [] : ['-events', events]), ...files];
    const finished = await run(this.program, args, { timeout: 300 });
    if (finished.code !== 0) throw new Error(`the judge ended with ${String(finished.code)}: ${finished.stderr}`);
    return finished.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Verdict);
  }
}

/** How a verdict reads in a report. */
export function sentence({ file, kind, namespace, name, origin, message }: Verdict): string {
  const place = [file, `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`].filter(Boolean).join(': ');
  return `${place}${origin === undefined ? '' : ` (made by ${origin})`}: ${message ?? ''}`;
}
