import type * as sarif from 'sarif';
import {
  type AuditReport,
  type Finding,
  type ReportSubject,
  accept,
  githubReport,
  jsonReport,
  junitReport,
  sarifLog,
  textByFile,
} from '../../lib/audit';

function finding(severity: Finding['severity'], line: number, file = 'k8s/a b.yaml'): Finding {
  return {
    rule: 'TST001',
    severity,
    place: { origin: { file, line }, subject: 'Pod ci/build', environment: 'ci', path: 'spec.containers' },
    message: 'it is "odd": 100%, <so>',
    repair: 'make it even',
  };
}

const by = accept('TST001', { reason: 'odd is what we want', owner: 'team ci' });
const report: AuditReport = {
  findings: [finding('error', 7), finding('warning', 3)],
  accepted: [{ finding: finding('error', 9, '/elsewhere/b.yaml'), by }],
};
const nothing: AuditReport = { findings: [], accepted: [] };
const subject: ReportSubject = {
  rules: [
    {
      id: 'TST001',
      severity: 'error',
      title: 'it is odd',
      why: 'odd things break',
      repair: 'make it even',
      reference: 'https://example.com',
    },
  ],
  judged: 'judged: 1 object',
  others: ['other files 1'],
  notes: ['live is built with kustomize'],
};

test('as text: by file and line, what is accepted, what was not judged', () => {
  expect(textByFile(report, subject, false)).toBe(
    [
      'k8s/a b.yaml',
      '  3: warning TST001 Pod ci/build spec.containers in ci',
      '    it is "odd": 100%, <so>',
      '    repair: make it even',
      '  7: error TST001 Pod ci/build spec.containers in ci',
      '    it is "odd": 100%, <so>',
      '    repair: make it even',
      '',
      'accepted TST001 Pod ci/build spec.containers in ci: odd is what we want (team ci)',
      '',
      'note: live is built with kustomize',
      'judged: 1 object; not judged: other files 1',
      '1 error, 1 warning, 1 accepted',
      '',
    ].join('\n'),
  );
});

test('as JSON', () => {
  const rendered = (line: number, severity: string, file = 'k8s/a b.yaml'): object => ({
    rule: 'TST001',
    severity,
    file,
    line,
    environment: 'ci',
    subject: 'Pod ci/build',
    path: 'spec.containers',
    message: 'it is "odd": 100%, <so>',
    repair: 'make it even',
  });
  expect(JSON.parse(jsonReport(report, subject))).toEqual({
    version: 1,
    counts: { error: 1, warning: 1, advice: 0, accepted: 1 },
    findings: [rendered(7, 'error'), rendered(3, 'warning')],
    accepted: [{ ...rendered(9, 'error', '/elsewhere/b.yaml'), reason: 'odd is what we want', owner: 'team ci' }],
    judged: 'judged: 1 object',
    notJudged: ['other files 1'],
    notes: ['live is built with kustomize'],
  });
});

test('as annotations of GitHub, with its escapes', () => {
  expect(githubReport(report)).toBe(
    [
      '::error file=k8s/a b.yaml,line=7,title=TST001 Pod ci/build spec.containers::it is "odd": 100%25, <so>%0Arepair: make it even',
      '::warning file=k8s/a b.yaml,line=3,title=TST001 Pod ci/build spec.containers::it is "odd": 100%25, <so>%0Arepair: make it even',
      '1 error, 1 warning, 1 accepted',
      '',
    ].join('\n'),
  );
});

test('as JUnit: what fails the run is a failure, the rest is skipped', () => {
  expect(junitReport(report, 'error')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="slipway" tests="2" failures="1">
  <testsuite name="k8s/a b.yaml" tests="2" failures="1" skipped="1">
    <testcase classname="k8s/a b.yaml" name="TST001 Pod ci/build spec.containers">
      <failure type="error" message="it is &quot;odd&quot;: 100%, &lt;so&gt;">k8s/a b.yaml:7: it is &quot;odd&quot;: 100%, &lt;so&gt;&#10;repair: make it even</failure>
    </testcase>
    <testcase classname="k8s/a b.yaml" name="TST001 Pod ci/build spec.containers">
      <skipped message="warning: it is &quot;odd&quot;: 100%, &lt;so&gt;"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  expect(junitReport(nothing, 'error')).toContain('<testcase classname="slipway" name="no findings"/>');
  const bell = { ...finding('error', 1), message: 'a\u0007b\uD800' };
  expect(junitReport({ findings: [bell], accepted: [] }, 'error')).toContain('message="a\uFFFDb\uFFFD"');
});

test('as SARIF 2.1.0', () => {
  const log: sarif.Log = sarifLog(report, subject, '1.2.3');
  const result = (level: string, startLine: number, uri: string, primaryLocationLineHash: unknown): object => ({
    ruleId: 'TST001',
    ruleIndex: 0,
    level,
    message: { text: 'it is "odd": 100%, <so>. Repair: make it even' },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine } },
        logicalLocations: [{ fullyQualifiedName: 'Pod ci/build spec.containers' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash },
  });
  expect(log).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'slipway',
            version: '1.2.3',
            rules: [
              {
                id: 'TST001',
                name: 'TST001',
                shortDescription: { text: 'it is odd' },
                fullDescription: { text: 'it is odd: odd things break' },
                help: {
                  text: 'odd things break. Repair: make it even.',
                  markdown: 'odd things break.\n\n**Repair:** make it even.',
                },
                helpUri: 'https://example.com',
                defaultConfiguration: { level: 'error' },
              },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          result('error', 7, 'k8s/a%20b.yaml', expect.stringMatching(/^[0-9a-f]{32}:1$/)),
          result('warning', 3, 'k8s/a%20b.yaml', expect.stringMatching(/^[0-9a-f]{32}:2$/)),
          {
            ...result('error', 9, 'file:///elsewhere/b.yaml', expect.stringMatching(/^[0-9a-f]{32}:1$/)),
            suppressions: [{ kind: 'external', justification: 'odd is what we want (team ci)' }],
          },
        ],
      },
    ],
  });
});

test('keeps fingerprints when lines move', () => {
  const print = (line: number): unknown =>
    sarifLog({ findings: [finding('error', line)], accepted: [] }, subject, '1').runs[0]?.results[0]
      ?.partialFingerprints;
  expect(print(1)).toEqual(print(99));
});
