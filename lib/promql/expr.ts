import { invalid } from '../model';
import { isQueryError, type ParsedQuery, parseQuery, queryErrorText } from './query';

/** A PromQL expression that Prometheus will accept: its text, and what it reads. */
export class Expr {
  /** Throws `<place>: …` with line and column where the text is not PromQL, or where its kinds do not fit. */
  public static of(text: string, place = 'Expr'): Expr {
    const parsed = parseQuery(text);
    if (isQueryError(parsed)) throw invalid(place, 'a PromQL query', text, queryErrorText(parsed));
    return new Expr(text, parsed);
  }

  private constructor(
    public readonly text: string,
    public readonly parsed: ParsedQuery,
  ) {}

  public toString(): string {
    return this.text;
  }
}
