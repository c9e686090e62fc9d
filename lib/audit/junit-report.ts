import { originText } from '../assembly';
import { type AuditReport } from './audit';
import { type Finding, type Severity, isAtLeast } from './finding';

/** A report as JUnit XML: a suite for each file, a failed case for each finding that fails the run, a skipped one for the rest. */
export function junitReport(report: AuditReport, failOn: Severity): string {
  const files = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const file = finding.place.origin.file ?? originText(finding.place.origin);
    const list = files.get(file);
    if (list) list.push(finding);
    else files.set(file, [finding]);
  }
  const failed = report.findings.filter((one) => isAtLeast(one.severity, failOn)).length;
  const suites = [...files].map(([file, findings]) => suite(file, findings, failOn));
  const total = Math.max(1, report.findings.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="slipway" tests="${total}" failures="${failed}">`,
    ...(suites.length > 0 ? suites : [EMPTY]),
    '</testsuites>',
    '',
  ].join('\n');
}

const EMPTY =
  '  <testsuite name="slipway" tests="1" failures="0">\n    <testcase classname="slipway" name="no findings"/>\n  </testsuite>';

function suite(file: string, findings: readonly Finding[], failOn: Severity): string {
  const failed = findings.filter((one) => isAtLeast(one.severity, failOn)).length;
  const skipped = findings.length - failed;
  return [
    `  <testsuite name="${escaped(file)}" tests="${findings.length}" failures="${failed}" skipped="${skipped}">`,
    ...findings.map((finding) => testCase(file, finding, failOn)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(file: string, finding: Finding, failOn: Severity): string {
  const { rule, severity, place, message, repair } = finding;
  const name = [rule, place.subject, place.path].filter((part) => part !== undefined && part !== '').join(' ');
  const text = escaped(`${originText(place.origin)}: ${message}\nrepair: ${repair}`);
  const outcome = isAtLeast(severity, failOn)
    ? `      <failure type="${severity}" message="${escaped(message)}">${text}</failure>`
    : `      <skipped message="${escaped(`${severity}: ${message}`)}"/>`;
  return [`    <testcase classname="${escaped(file)}" name="${escaped(name)}">`, outcome, '    </testcase>'].join('\n');
}

/** Text for XML 1.0, which has no place at all for most control characters. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
