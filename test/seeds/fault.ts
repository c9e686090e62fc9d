/** A fault of an article that a rule finds, with the place that the report names: `file:line object path`. */
export interface FoundFault {
  readonly fault: string;
  readonly rule: string;
  readonly at: string;
}

/** A fault that a reader of the files could see, and that no rule looks for: what such a rule would have to know. */
export interface MissedFault {
  readonly fault: string;
  readonly missing: string;
}

/** A fault that stands in no file of a delivery, or that the files alone do not decide: why. */
export interface HiddenFault {
  readonly fault: string;
  readonly undecidable: string;
}

export type Fault = FoundFault | MissedFault | HiddenFault;

/** Faults that share the reason why the files do not show them. */
export function hidden(undecidable: string, faults: readonly string[]): HiddenFault[] {
  return faults.map((fault) => ({ fault, undecidable }));
}

export const COMMAND = 'a command for a terminal: no file of the delivery holds it';
export const PROSE = 'a sentence or table of the article: nothing is applied that could be judged';
export const CHOICE = 'a choice, not a mistake: what is right depends on what the team wants';
