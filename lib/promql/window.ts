import { Duration } from '../model';

/** Reads a range of Prometheus: it has units of its own for days, weeks and years, and reads a bare number as seconds. */
export function tryParseWindow(text: string): Duration | undefined {
  if (/^\d+$/.test(text)) return Duration.seconds(Number(text));
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return undefined;
  let total = Duration.zero;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total = total.plus(Duration.millis(Number(amount) * (UNITS[unit ?? ''] ?? 0)));
  }
  return total;
}

/** A time as Prometheus writes it: `30d` where Go would say `720h`. */
export function windowText(time: Duration): string {
  const day = UNITS['d'] ?? 1;
  return time.milliseconds > 0 && time.milliseconds % day === 0 ? `${time.milliseconds / day}d` : time.toString();
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};
