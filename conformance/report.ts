import { type Ruling } from './engine';

/** One line of the report. */
export interface Line extends Ruling {
  readonly engine: string;
  readonly version: string;
  readonly seconds: number;
}

export type Verdict = 'passed' | 'FAILED' | 'SKIPPED';

export function verdictOf(line: Ruling): Verdict {
  if (line.skipped !== undefined) return 'SKIPPED';
  return line.refusals.length === 0 ? 'passed' : 'FAILED';
}

/** A table of all lines, what was refused and skipped below it, and the counts at the very end. */
export function report(lines: readonly Line[]): string {
  const rows = [
    ['engine', 'version', 'judged', 'verdict', 'time'],
    ...lines.map((line) => [line.engine, line.version, line.judged, verdictOf(line), `${line.seconds.toFixed(1)} s`]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', ...lines.flatMap(details), summary(lines)].join('\n');
}

export function summary(lines: readonly Ruling[]): string {
  const count = (verdict: Verdict) => String(lines.filter((line) => verdictOf(line) === verdict).length);
  return `${count('passed')} passed, ${count('FAILED')} failed, ${count('SKIPPED')} skipped`;
}

function details(line: Line): readonly string[] {
  const head = `${line.engine}, ${line.judged}:`;
  if (line.skipped !== undefined) return [`SKIPPED ${head} ${line.skipped}`, ''];
  if (line.refusals.length === 0) return [];
  return [`FAILED ${head}`, ...line.refusals.map((refusal) => `  ${refusal.trimEnd().replaceAll('\n', '\n    ')}`), ''];
}
