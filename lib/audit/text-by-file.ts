import { type AuditReport } from './audit';
import { type Finding, type Severity } from './finding';
import { type ReportSubject } from './report-subject';
import { countsOf } from './text-report';

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, advice: 36 };
const BOLD = 1;
const DIM = 2;

/** A report for people who work on files: the findings of each file in the order of its lines, then what was not judged. */
export function textByFile(report: AuditReport, subject: ReportSubject, coloured: boolean): string {
  const paint: Paint = (text, style) => (coloured ? `\u001b[${style}m${text}\u001b[0m` : text);
  const files = grouped(report.findings);
  const parts = [...files].map(([file, findings]) =>
    [paint(printable(file), BOLD), ...inOrder(findings).map((one) => finding(one, paint)), ''].join('\n'),
  );
  const accepted = report.accepted.map(({ finding: { rule, place }, by }) =>
    paint(printable(`accepted ${rule} ${headline(place)}: ${by.reason} (${by.owner})`), DIM),
  );
  return [
    ...parts,
    ...(accepted.length > 0 ? [...accepted, ''] : []),
    ...subject.notes.map((note) => paint(printable(`note: ${note}`), DIM)),
    `${subject.judged}${subject.others.length > 0 ? `; not judged: ${subject.others.join(', ')}` : ''}`,
    paint(countsOf(report), BOLD),
    '',
  ].join('\n');
}

type Paint = (text: string, style: number) => string;

function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const one of findings) {
    const file = one.place.origin.file ?? one.place.origin.construct ?? 'settings';
    const list = files.get(file);
    if (list) list.push(one);
    else files.set(file, [one]);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => (a.place.origin.line ?? 0) - (b.place.origin.line ?? 0));
}

function finding({ rule, severity, place, message, repair }: Finding, paint: Paint): string {
  const line = place.origin.line === undefined ? '' : `${place.origin.line}: `;
  return [
    `  ${line}${paint(severity, COLOURS[severity])} ${rule} ${printable(headline(place))}`,
    `    ${printable(message)}`,
    `    ${paint(`repair: ${printable(repair)}`, DIM)}`,
  ].join('\n');
}

function headline({ subject, path, environment }: Finding['place']): string {
  const where = [subject, path].filter((part) => part !== undefined && part !== '').join(' ');
  return environment === undefined || environment === '' ? where : `${where} in ${environment}`;
}

/** Values of a stranger's file must not move the cursor of a terminal or begin a line of their own. */
function printable(text: string): string {
  return text.replaceAll(/\r?\n/g, ' ').replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');
}
