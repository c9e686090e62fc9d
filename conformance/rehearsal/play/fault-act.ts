import { type MachineFacts, rehearsalProgram } from '../program';
import { FAULTS, breakProgram } from './faults';
import { type Recorder } from './recorder';

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
