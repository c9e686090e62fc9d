import { type Origin } from '../assembly';
import { invalid } from '../model';
import { type Finding } from './finding';

/** Why a finding is left as it is. */
export interface AcceptedProps {
  /** Why the mistake is none here, or is worth it: a sentence of at least 10 characters. */
  readonly reason: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  /**
   * The one object it is accepted at, as the report names it, such as `Pod ci/build`.
   * @default every object of the assembly
   */
  readonly subject?: string;
}

/** A finding that somebody has looked at and answers for. */
export interface Accepted extends AcceptedProps {
  readonly rule: string;
  /** Where it is written, when it was read from a file. */
  readonly origin?: Origin;
}

/** Accepts the findings of one rule, with a reason and an owner. Throws when either says nothing. */
export function accept(rule: string, props: AcceptedProps): Accepted {
  if (!/^[A-Z]{3}\d{3}$/.test(rule)) throw invalid('accept.rule', 'the id of a rule such as "TKN003"', rule);
  if (props.reason.trim().length < 10) throw invalid('accept.reason', 'a sentence that says why', props.reason);
  if (props.owner.trim() === '') throw invalid('accept.owner', 'a person or a team', props.owner);
  return { rule, ...props };
}

/** Whether an acceptance speaks of a finding. */
export function covers(accepted: Accepted, finding: Finding): boolean {
  return (
    accepted.rule === finding.rule && (accepted.subject === undefined || accepted.subject === finding.place.subject)
  );
}
