import { rehearseEngines } from './engines/smoke';
import { demandPrivileges } from './node/privileges';
import { type Room, UNBUILT, demandRoom, isBuilt } from './node/room';
import { rehearseNode } from './node/smoke';
import { rehearseFaults, rehearsePlay } from './play/rehearse';
import { lookAtReport } from './report/look';
import { type Tally, sumOf } from './tally';
import { Absent } from '../engine';

interface Part {
  /** What has to be free when all programs are built. */
  readonly room: Room;
  readonly play: () => Promise<Tally>;
}

const LITTLE: Room = { disk: 2, memory: 2, processors: 1 };
/** Two tasks of a build ask for two gigabytes each, beside the engines. */
const MUCH: Room = { disk: 10, memory: 6, processors: 2 };

/** The parts of the rehearsal that can be run alone. */
const PARTS: Readonly<Record<string, Part>> = {
  node: { room: LITTLE, play: asOne(rehearseNode) },
  engines: { room: MUCH, play: asOne(rehearseEngines) },
  play: { room: MUCH, play: rehearsePlay },
  faults: { room: MUCH, play: rehearseFaults },
  report: { room: LITTLE, play: asOne(lookAtReport) },
};

/** What throws where something does not hold. */
function asOne(work: () => Promise<void>): () => Promise<Tally> {
  return async () => {
    await work();
    return { passed: 1, failed: 0 };
  };
}

async function main(names: readonly string[]): Promise<void> {
  process.setMaxListeners(0); // every server program waits for this process's end
  const unknown = names.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  const tallies: Tally[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length === 0 || names.includes(name)) tallies.push(await outcomeOf(name, part));
  }
  const { passed, failed } = sumOf(tallies);
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** A machine that cannot play a part has neither passed nor failed it, and says so. */
async function outcomeOf(name: string, { room, play }: Part): Promise<Tally> {
  try {
    await demandPrivileges(); // before minutes go into building what cannot run
    demandRoom(isBuilt() ? room : { ...room, disk: room.disk + UNBUILT });
    return await play();
  } catch (error) {
    if (error instanceof Absent) console.log(`SKIPPED ${name}: ${error.message}`);
    else console.log(`FAILED ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { passed: 0, failed: error instanceof Absent ? 0 : 1 };
  }
}

main(process.argv.slice(2).filter((arg) => !arg.startsWith('--'))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
