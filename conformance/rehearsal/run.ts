import { rehearseEngines } from './engines/smoke';
import { demandPrivileges } from './node/privileges';
import { rehearseNode } from './node/smoke';
import { rehearseFaults, rehearsePlay } from './play/rehearse';
import { lookAtReport } from './report/look';
import { Absent } from '../engine';

/** The parts of the rehearsal that can be run alone. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  node: rehearseNode,
  engines: rehearseEngines,
  play: rehearsePlay,
  faults: rehearseFaults,
  report: lookAtReport,
};

async function main(names: readonly string[]): Promise<void> {
  process.setMaxListeners(0); // every server program waits for this process's end
  for (const name of names.length === 0 ? Object.keys(PARTS) : names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part ${name}; there are ${Object.keys(PARTS).join(', ')}`);
    try {
      await demandPrivileges(); // before minutes go into building what cannot run
      await part();
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      console.log(`SKIPPED ${name}: ${error.message}`);
    }
  }
}

main(process.argv.slice(2).filter((arg) => !arg.startsWith('--'))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
