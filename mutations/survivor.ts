/** Why a fault that no rule sees need not be seen, or cannot. */
export interface Survivor {
  /** The operator whose mutants live on. */
  readonly operator: string;
  /** Where: the mutants whose place holds this text; all of the operator's where it is left out. */
  readonly at?: string;
  readonly reason: string;
  /** A rule should see it and none does yet: it counts among the faults that matter. */
  readonly open?: true;
}

/** One reason for whatever lives on of some operators. */
export const all = (reason: string, ...operators: readonly string[]): readonly Survivor[] =>
  operators.map((operator) => ({ operator, reason }));

/** One reason for what lives on of an operator at some places. */
export const at = (operator: string, reason: string, ...places: readonly string[]): readonly Survivor[] =>
  places.map((place) => ({ operator, reason, at: place }));

export const WISH = 'nothing says that it has to be there: without it the delivery is another one, and sound';
