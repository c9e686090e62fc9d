import { type Assembly } from '../assembly';
import { type Accepted, covers } from './accepted';
import { found, unusedAcceptanceRule } from './built-in-rules';
import { type Finding, SEVERITIES } from './finding';
import { type Rule } from './rule';
import { checkSchemas } from './schema';

/** What an audit found. */
export interface AuditReport {
  /** The findings that nobody has accepted, errors first, otherwise in the order of the rules. */
  readonly findings: readonly Finding[];
  /** The findings that somebody has accepted, each with the acceptance. */
  readonly accepted: readonly { readonly finding: Finding; readonly by: Accepted }[];
}

/**
 * Runs every rule over the assembly, after its objects have been checked against their schemas. What was found
 * `already`, such as files that cannot be read, stands in the same report.
 */
export function audit(
  assembly: Assembly,
  rules: readonly Rule[],
  acceptances: readonly Accepted[] = [],
  already: readonly Finding[] = [],
): AuditReport {
  const { findings: unfit, sound } = checkSchemas(assembly);
  const all = [...already, ...unfit, ...rules.flatMap((rule) => apply(rule, sound))];
  const accepted: { finding: Finding; by: Accepted }[] = [];
  const findings: Finding[] = [];
  for (const finding of all) {
    const by = acceptances.find((one) => covers(one, finding));
    if (by) accepted.push({ finding, by });
    else findings.push(finding);
  }
  const used = new Set(accepted.map(({ by }) => by));
  findings.push(...acceptances.filter((one) => !used.has(one)).map(unusedAcceptance));
  return { findings: bySeverity(findings), accepted };
}

/** Whether anything was found that must stop a synthesis. */
export function hasErrors(report: AuditReport): boolean {
  return report.findings.some((finding) => finding.severity === 'error');
}

function apply(rule: Rule, assembly: Assembly): Finding[] {
  return rule.check(assembly).map((problem) => ({ rule: rule.id, severity: rule.severity, ...problem }));
}

function bySeverity(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

function unusedAcceptance(accepted: Accepted): Finding {
  return {
    ...found(unusedAcceptanceRule),
    place: {
      origin: accepted.origin ?? {},
      subject: `accept ${accepted.rule}${accepted.subject === undefined ? '' : ` at ${accepted.subject}`}`,
    },
    message: `nothing is found that this acceptance of ${accepted.owner} speaks of`,
    repair: 'remove it: it would hide the next mistake of that rule',
  };
}
