import { Expr, type Open, quoted, type Source, sourcesOf, worst } from './expression';
import { type ForkEvent, forkValueOf } from './fork-event';

/** What is compared: a literal, or an expression that is no secret. */
export type Operand<T extends string | number | boolean = string | number | boolean> = T | Open<T>;

/** Whether something holds when a fork's pull request started the run; nothing where that cannot be known before. */
type UnderFork = (event: ForkEvent) => boolean | undefined;

/** A condition: what `if` takes. It knows whether it can hold in a run that a fork started. */
export class Condition extends Expr<boolean, 'trusted' | 'attacker'> {
  public constructor(
    code: string,
    reads: readonly unknown[],
    private readonly underFork: UnderFork = () => undefined,
    /** Whether it is one that binds weaker than `!`, `==` and `&&`, and so needs parentheses inside another. */
    private readonly isLoose = false,
  ) {
    const expressions = reads.filter((read) => read instanceof Expr);
    const trust = worst(expressions) === 'attacker' ? 'attacker' : 'trusted';
    super(code, trust, [...expressions.flatMap(sourcesOf), ...reads.filter(isSource)], 'CONDITION');
  }

  /** Whether it can hold when that event came from a fork. */
  public mayHoldFor(event: ForkEvent): boolean {
    return this.underFork(event) !== false;
  }

  /** Whether it says itself what happens after a failed or skipped job; else `success()` is asked as well. */
  public get asksForStatus(): boolean {
    return this.sources.some(({ context }) => context === 'status function');
  }

  /** @internal */
  public _under(event: ForkEvent): boolean | undefined {
    return this.underFork(event);
  }

  /** @internal */
  public get _operand(): string {
    return this.isLoose ? `(${this.code})` : this.code;
  }
}

/** Both are equal. GitHub ignores case when it compares texts. */
export function eq<T extends string | number | boolean>(left: Open<T>, right: Operand<NoInfer<T>>): Condition {
  return new Condition(`${left.code} == ${codeOf(right)}`, [left, right], (event) =>
    equalUnderFork(event, left, right),
  );
}

/** They differ. */
export function ne<T extends string | number | boolean>(left: Open<T>, right: Operand<NoInfer<T>>): Condition {
  return new Condition(`${left.code} != ${codeOf(right)}`, [left, right], (event) =>
    negated(equalUnderFork(event, left, right)),
  );
}

/** The flag is set. */
export function isTrue(flag: Open<boolean>): Condition {
  return flag instanceof Condition ? flag : new Condition(flag.code, [flag]);
}

/** All hold. */
export function and(...conditions: readonly Condition[]): Condition {
  return new Condition(conditions.map(({ _operand }) => _operand).join(' && '), conditions, (event) => {
    const known = conditions.map((condition) => condition._under(event));
    if (known.includes(false)) return false;
    return known.includes(undefined) ? undefined : true;
  });
}

/** At least one holds. */
export function or(...conditions: readonly Condition[]): Condition {
  const code = conditions.map(({ _operand }) => _operand).join(' || ');
  const underFork: UnderFork = (event) => {
    const known = conditions.map((condition) => condition._under(event));
    if (known.includes(true)) return true;
    return known.includes(undefined) ? undefined : false;
  };
  return new Condition(code, conditions, underFork, conditions.length > 1);
}

/** It does not hold. */
export function not(condition: Condition): Condition {
  const code = /^\w+\([^()]*\)$/.test(condition.code) ? condition.code : `(${condition.code})`;
  return new Condition(`!${code}`, [condition], (event) => negated(condition._under(event)));
}

/** The text holds the other. GitHub ignores case. */
export function contains(whole: Open, part: Operand<string>): Condition {
  return new Condition(`contains(${whole.code}, ${codeOf(part)})`, [whole, part]);
}

/** The text begins with the other. GitHub ignores case. */
export function startsWith(whole: Open<string>, start: Operand<string>): Condition {
  return new Condition(`startsWith(${whole.code}, ${codeOf(start)})`, [whole, start], (event) => {
    const value = forkValueOf(event, whole.code);
    return value === undefined || typeof start !== 'string' ? undefined : value.startsWith(start.toLowerCase());
  });
}

/** The text ends with the other. GitHub ignores case. */
export function endsWith(whole: Open<string>, end: Operand<string>): Condition {
  return new Condition(`endsWith(${whole.code}, ${codeOf(end)})`, [whole, end]);
}

/** Everything before has succeeded: what is asked where nothing else is. */
export function success(): Condition {
  return statusFunction('success');
}

/** Something before has failed. */
export function failure(): Condition {
  return statusFunction('failure');
}

/** In any case, even when the run is cancelled. `not(cancelled())` is what most people mean. */
export function always(): Condition {
  return statusFunction('always');
}

/** The run has been cancelled. */
export function cancelled(): Condition {
  return statusFunction('cancelled');
}

/** A file matches one of the patterns. */
export function filesExist(...patterns: readonly string[]): Condition {
  return new Condition(`hashFiles(${patterns.map(quoted).join(', ')}) != ''`, [HASH_FILES]);
}

/** A text that changes with the content of the files that match: the key of a cache. */
export function hashFiles(...patterns: readonly string[]): Expr<string, 'trusted'> {
  return new Expr(`hashFiles(${patterns.map(quoted).join(', ')})`, 'trusted', [HASH_FILES], 'FILES_HASH');
}

function statusFunction(name: string): Condition {
  return new Condition(`${name}()`, [{ context: 'status function', name } satisfies Source]);
}

function equalUnderFork(event: ForkEvent, left: Expr, right: unknown): boolean | undefined {
  const value = forkValueOf(event, left.code);
  return value === undefined || typeof right !== 'string' ? undefined : value.equals(right.toLowerCase());
}

function negated(known: boolean | undefined): boolean | undefined {
  return known === undefined ? undefined : !known;
}

function codeOf(operand: Operand): string {
  return operand instanceof Expr ? operand.code : quoted(operand);
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'context' in value;
}

const HASH_FILES: Source = { context: 'hashFiles', name: 'hashFiles' };
