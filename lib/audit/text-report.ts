import { originText } from '../assembly';
import { type AuditReport } from './audit';
import { type Finding, type Severity } from './finding';

/** A report for people: each finding with its place and repair, the accepted ones with their reasons, and a line of counts. */
export function textReport(report: AuditReport): string {
  const accepted = report.accepted.map(
    ({ finding, by }) => `accepted ${heading(finding)}\n  ${by.reason} (${by.owner})\n`,
  );
  return [...report.findings.map(describeFinding), ...accepted, `${countsOf(report)}\n`].join('\n');
}

/** `2 errors, 1 warning, 3 accepted`; `no findings` where there is nothing. */
export function countsOf(report: AuditReport): string {
  const counts = (['error', 'warning', 'advice'] as const)
    .map((severity) => counted(severity, report.findings.filter((finding) => finding.severity === severity).length))
    .filter((text) => text !== '');
  if (report.accepted.length > 0) counts.push(`${report.accepted.length} accepted`);
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${heading(finding)}\n  ${finding.message}\n  repair: ${finding.repair}\n`;
}

function heading({ rule, place }: Finding): string {
  const where = [place.subject, place.path].filter((part) => part !== undefined).join(' ');
  const environment = place.environment === undefined || place.environment === '' ? '' : ` in ${place.environment}`;
  const origin = originText(place.origin);
  return `${rule} ${where}${environment}${origin === 'unknown' ? '' : ` (${origin})`}`;
}

function counted(severity: Severity, count: number): string {
  if (count === 0) return '';
  return `${count} ${severity}${count > 1 && severity !== 'advice' ? 's' : ''}`;
}
