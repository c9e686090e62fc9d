import { type MachineFacts, rehearsalProgram } from '../program';
import { FAULTS, type Fault, breakProgram } from './faults';
import { type PlayedFault } from './record';
import { type Recorder } from './recorder';
import { type Unaudited } from './unaudited';

/** Audits the program with each fault in it: what a developer sees before anything is written. */
export function auditFaults(facts: MachineFacts, recorder: Recorder): void {
  for (const fault of FAULTS) {
    const program = rehearsalProgram(facts);
    breakProgram(program, fault);
    const findings = program.audit().findings.filter(({ severity }) => severity === 'error');
    const found = [...new Set(findings.map(({ severity, rule }) => `${severity} ${rule}`))];
    recorder.fault({ name: fault.name, found, act: fault.act, foretold: fault.seen });
    recorder.check(fault.name, found.join(', ') || 'nothing', found.length > 0);
  }
}

/** What is done with each fault in a cluster, in this order: some need what the one before them has left. */
export const UNAUDITED: ReadonlyMap<string, (delivery: Unaudited) => Promise<PlayedFault>> = new Map([
  ["a result's name", (delivery) => delivery.resultName()],
  ["the promoter's folder", (delivery) => delivery.promotersFolder()],
  ["the policy's identity", (delivery) => delivery.policysIdentity()],
  ["the canary Service's selector", (delivery) => delivery.canarysSelector()],
  ["the gate's count", (delivery) => delivery.gatesCount()],
  ["the signer's account", (delivery) => delivery.signersAccount()],
]);

/** Delivers each fault past the audit, sees what the cluster does, and repairs it. */
export async function playFaults(delivery: Unaudited, recorder: Recorder): Promise<void> {
  for (const [name, play] of UNAUDITED) {
    const fault = faultOf(name);
    await recorder.act(`Nobody audits: ${name}`, async () => {
      await delivery.spoil(fault);
      const seen = await play(delivery);
      recorder.played(name, seen);
      recorder.check(`in ${fault.act}: ${fault.seen}`, seen.said, seen.holds);
    });
    const repaired = await recorder.act(`Repaired: ${name}`, () => delivery.repair());
    if (!repaired) return;
  }
}

function faultOf(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  return fault;
}
