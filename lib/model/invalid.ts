/** A value, prop or file that slipway refuses. Its message has one shape: `Type.field: expected …, got …; repair`. */
export class InvalidValue extends Error {
  public override readonly name = 'InvalidValue';

  public constructor(
    public readonly place: string,
    public readonly expected: string,
    public readonly got: string,
    public readonly repair?: string,
  ) {
    super(`${place}: expected ${expected}, got ${got}${repair === undefined ? '' : `; ${repair}`}`);
  }
}

/** Stands where a refused value may be a secret: the message says what kind of thing came, never the thing. */
export class Hidden {
  public constructor(public readonly description: string) {}
}

/** Makes the error for a bad value. Throw it; the value is shown as JSON unless it is wrapped in `Hidden`. */
export function invalid(place: string, expected: string, got: unknown, repair?: string): InvalidValue {
  return new InvalidValue(place, expected, show(got), repair);
}

const LONGEST = 200;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Hidden) return value.description;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = toText(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that refers to itself';
  }
}
