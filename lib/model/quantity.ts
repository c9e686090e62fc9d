import { invalid } from './invalid';

const SUFFIXES: Record<string, number> = {
  '': 1,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/;

/**
 * The number that a Kubernetes quantity means (`250m` is 0.25, `1Gi` is 1073741824); nothing where it is not one.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function tryParseQuantity(text: string | number): number | undefined {
  const match = QUANTITY.exec(String(text));
  if (!match) return undefined;
  const [, amount, exponent, suffix = ''] = match;
  return exponent === undefined ? Number(amount) * (SUFFIXES[suffix] ?? NaN) : Number(`${amount}${exponent}`);
}

/** Gives the quantity back, or throws `place: expected …` unless it is one above zero. */
export function quantity(place: string, text: string, example: string): string {
  const parsed = tryParseQuantity(text);
  if (parsed === undefined || !(parsed > 0)) throw invalid(place, `a quantity above zero such as "${example}"`, text);
  return text;
}
