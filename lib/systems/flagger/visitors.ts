import { invalid } from '../../model';

/** The visitors who get the new version in an A/B test. */
export class Visitors {
  /** Those whose request has a header with exactly this value. Throws `Visitors.header: …`. */
  public static withHeader(name: string, value: string): Visitors {
    if (!TOKEN.test(name)) throw invalid('Visitors.header', 'the name of a header', name);
    return new Visitors(name.toLowerCase(), { exact: value });
  }

  /** Those who have a cookie with exactly this value. Throws `Visitors.cookie: …`. */
  public static withCookie(name: string, value: string): Visitors {
    if (!TOKEN.test(name)) throw invalid('Visitors.cookie', 'the name of a cookie', name);
    return new Visitors('cookie', { regex: `^(.*; *)?${literal(`${name}=${value}`)}(;.*)?$` });
  }

  private constructor(
    private readonly header: string,
    private readonly match: object,
  ) {}

  /** @internal */
  public _render(): object {
    return { headers: { [this.header]: this.match } };
  }
}

const TOKEN = /^[A-Za-z0-9_-]+$/;

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
