/** The lists in which reviewers of the articles numbered what is wrong, and how long each is. */
export const LISTS = { ci: 51, trust: 24, canary: 13 } as const;

/** A number of such a list: `ci 17`. One number may stand for several faults, in several articles. */
export type ListNumber = `${keyof typeof LISTS} ${number}`;

/** What the compiler says of a program that would make the fault: the words behind a `@ts-expect-error`. */
export interface Refusal {
  readonly words: string;
  /** The test that holds them, below the folder of the project. */
  readonly test: string;
}

interface Named {
  readonly fault: string;
  readonly of?: readonly ListNumber[];
  readonly refusal?: Refusal;
}

/** A fault of an article that a rule finds, with the place that the report names: `file:line object path`. */
export interface FoundFault extends Named {
  readonly rule: string;
  readonly at: string;
}

/** A fault that a reader of the files could see, and that no rule looks for: what such a rule would have to know. */
export interface MissedFault extends Named {
  readonly missing: string;
}

/** A fault that stands in no file of a delivery, or that the files alone do not decide: why. */
export interface HiddenFault extends Named {
  readonly undecidable: string;
}

export type Fault = FoundFault | MissedFault | HiddenFault;

/** Faults that share the reason why the files do not show them. */
export function hidden(undecidable: string, faults: readonly (string | Named)[]): HiddenFault[] {
  return faults.map((one) => ({ ...(typeof one === 'string' ? { fault: one } : one), undecidable }));
}

export const COMMAND = 'a command for a terminal: no file of the delivery holds it';
export const PROSE = 'a sentence or table of the article: nothing is applied that could be judged';
export const CHOICE = 'a choice, not a mistake: what is right depends on what the team wants';
