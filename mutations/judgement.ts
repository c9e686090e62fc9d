import { type Survivor } from './survivor';
import { type Outcome } from './survey';

/** A survey measured against the reasons that are written down. */
export interface Judgement {
  readonly mutants: number;
  readonly caught: number;
  /** Mutants that live on for a reason. */
  readonly excused: number;
  /** Mutants that matter, live on, and are written down as such. */
  readonly open: number;
  /** `operator: place` of each mutant that lives on without a reason. */
  readonly unexplained: readonly string[];
  /** The reasons that speak of no mutant any more. */
  readonly outdated: readonly Survivor[];
}

/** Measures a survey against the written reasons. */
export function judge(outcomes: readonly Outcome[], survivors: readonly Survivor[]): Judgement {
  const used = new Set<Survivor>();
  const unexplained: string[] = [];
  let excused = 0;
  let open = 0;
  for (const { operator, survivors: places } of outcomes) {
    for (const at of places) {
      const reasons = survivors.filter((one) => one.operator === operator && at.includes(one.at ?? ''));
      reasons.forEach((one) => used.add(one));
      if (reasons.length === 0) unexplained.push(`${operator}: ${at}`);
      else if (reasons.some((one) => one.open)) open += 1;
      else excused += 1;
    }
  }
  return {
    mutants: sum(outcomes.map(({ mutants }) => mutants)),
    caught: sum(outcomes.map(({ caught }) => caught)),
    excused,
    open,
    unexplained,
    outdated: survivors.filter((one) => !used.has(one)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
