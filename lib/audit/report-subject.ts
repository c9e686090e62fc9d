import { type RuleDescription } from './rule';

/** What a report is about, beside its findings: for those who read it without having run the audit. */
export interface ReportSubject {
  /** Every rule that was asked. */
  readonly rules: readonly RuleDescription[];
  /** What was judged, in words: `120 objects, 2 stacks`. */
  readonly judged: string;
  /** What was not judged, with counts. */
  readonly others: readonly string[];
  /** What a reader should know of how it was read, one sentence each. */
  readonly notes: readonly string[];
}
