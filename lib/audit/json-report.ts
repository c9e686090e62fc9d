import { type AuditReport } from './audit';
import { type Finding } from './finding';
import { type ReportSubject } from './report-subject';

/** A report for programs. Its `version` changes when a field changes its meaning. */
export function jsonReport(report: AuditReport, subject: ReportSubject): string {
  const count = (severity: string): number => report.findings.filter((one) => one.severity === severity).length;
  const document = {
    version: 1,
    counts: {
      error: count('error'),
      warning: count('warning'),
      advice: count('advice'),
      accepted: report.accepted.length,
    },
    findings: report.findings.map(renderFinding),
    accepted: report.accepted.map(({ finding, by }) => ({
      ...renderFinding(finding),
      reason: by.reason,
      owner: by.owner,
    })),
    judged: subject.judged,
    notJudged: subject.others,
    notes: subject.notes,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function renderFinding({ rule, severity, place, message, repair }: Finding): object {
  return {
    rule,
    severity,
    file: place.origin.file,
    line: place.origin.line,
    construct: place.origin.construct,
    environment: place.environment === '' ? undefined : place.environment,
    subject: place.subject,
    path: place.path,
    message,
    repair,
  };
}
