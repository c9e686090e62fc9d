import { rehearseNode } from './node/smoke';
import { Absent } from '../engine';

/** The parts of the rehearsal that can be run alone. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = { node: rehearseNode };

async function main(names: readonly string[]): Promise<void> {
  process.setMaxListeners(0); // every server program waits for this process's end
  for (const name of names.length === 0 ? Object.keys(PARTS) : names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part ${name}; there are ${Object.keys(PARTS).join(', ')}`);
    try {
      await part();
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      console.log(`SKIPPED ${name}: ${error.message}`);
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
