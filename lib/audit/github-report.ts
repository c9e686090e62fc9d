import { type AuditReport } from './audit';
import { type Finding, type Severity } from './finding';
import { countsOf } from './text-report';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', advice: 'notice' };

/**
 * A report as annotations of a GitHub Actions job, and a line of counts.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(report: AuditReport): string {
  return [...report.findings.map(annotation), countsOf(report), ''].join('\n');
}

function annotation({ rule, severity, place, message, repair }: Finding): string {
  const { file, line } = place.origin;
  const where = [place.subject, place.path].filter((part) => part !== undefined && part !== '').join(' ');
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(file === undefined || line === undefined ? [] : [`line=${line}`]),
    `title=${property(`${rule} ${where}`)}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(`${message}\nrepair: ${repair}`)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
