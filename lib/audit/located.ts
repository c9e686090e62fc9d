import { type Passage, fieldLines, hclFieldLines, isHcl } from '../assembly';
import { type AuditReport } from './audit';
import { type Finding } from './finding';

/** The same report, with the line of each finding's field in place of the line of its object. */
export function located(report: AuditReport, passages: ReadonlyMap<string, readonly Passage[]>): AuditReport {
  const all = [...report.findings, ...report.accepted.map(({ finding }) => finding)];
  const byFile = new Map<string, Finding[]>();
  for (const finding of all) {
    const { file, line } = finding.place.origin;
    if (file === undefined || line === undefined || fieldOf(finding) === undefined) continue;
    const list = byFile.get(file);
    if (list) list.push(finding);
    else byFile.set(file, [finding]);
  }
  const lines = new Map<Finding, number>();
  for (const [file, findings] of byFile) {
    const asked = findings.map((one) => ({ line: one.place.origin.line ?? 1, path: fieldOf(one) ?? '' }));
    const find = isHcl(file) ? hclFieldLines : fieldLines;
    find(passages.get(file) ?? [], asked).forEach((line, i) => {
      const finding = findings[i];
      if (finding) lines.set(finding, line);
    });
  }
  return {
    findings: report.findings.map((finding) => atLine(finding, lines.get(finding))),
    accepted: report.accepted.map(({ finding, by }) => ({ finding: atLine(finding, lines.get(finding)), by })),
  };
}

/** The field to look for in the file: in Terraform's JSON, the resource comes before its fields. */
function fieldOf({ place }: Finding): string | undefined {
  if (!place.origin.file?.endsWith('.tf.json')) return place.path;
  return ['resource', place.subject, place.path].filter((part) => part !== undefined).join('.');
}

function atLine(finding: Finding, line: number | undefined): Finding {
  if (line === undefined) return finding;
  return { ...finding, place: { ...finding.place, origin: { ...finding.place.origin, line } } };
}
