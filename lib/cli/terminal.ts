/** What a command is run with: its streams, and the two facts about them that decide over colour. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether to colour: on a terminal, unless `NO_COLOR` says otherwise. See https://no-color.org */
export function isColoured({ isTerminal, environment }: Terminal): boolean {
  return isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

/** The terminal of this process. */
export function ownTerminal(): Terminal {
  return {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY,
    environment: process.env,
  };
}

/** How a command ends: nothing found, something found, or not able to say. */
export const EXIT = { clean: 0, findings: 1, usage: 2 } as const;
