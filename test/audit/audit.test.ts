import { type Rule, accept, assemblyOf, audit, hasErrors, problem, textReport } from '../../lib/audit';

const example = {
  manifests:
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: build, namespace: ci }\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: run, namespace: ci }\n',
};

function rule(id: string, severity: Rule['severity']): Rule {
  return {
    id,
    severity,
    title: 'a ServiceAccount exists',
    why: 'for the test',
    repair: 'remove it',
    good: {},
    bad: example,
    check: ({ manifests }) =>
      manifests.all.map((manifest) => problem(manifest, 'it exists', 'remove it', 'metadata.name')),
  };
}

const rules = [rule('TST001', 'warning'), rule('TST002', 'error')];

test('puts errors first and names the place, the mistake and the repair', () => {
  const report = audit(assemblyOf(example), rules);
  expect(hasErrors(report)).toBe(true);
  expect(textReport(report)).toBe(
    [
      'error TST002 ServiceAccount ci/build metadata.name in example (example.yaml:1)\n  it exists\n  repair: remove it\n',
      'error TST002 ServiceAccount ci/run metadata.name in example (example.yaml:5)\n  it exists\n  repair: remove it\n',
      'warning TST001 ServiceAccount ci/build metadata.name in example (example.yaml:1)\n  it exists\n  repair: remove it\n',
      'warning TST001 ServiceAccount ci/run metadata.name in example (example.yaml:5)\n  it exists\n  repair: remove it\n',
      '2 errors, 2 warnings\n',
    ].join('\n'),
  );
});

test('shows an accepted finding with its reason and owner, at the one object it was accepted at', () => {
  const accepted = [
    accept('TST002', {
      reason: 'needed until the old builder is gone',
      owner: 'team build',
      subject: 'ServiceAccount ci/build',
    }),
  ];
  const report = audit(assemblyOf(example), [rule('TST002', 'error')], accepted);
  expect(textReport(report)).toBe(
    [
      'error TST002 ServiceAccount ci/run metadata.name in example (example.yaml:5)\n  it exists\n  repair: remove it\n',
      'accepted TST002 ServiceAccount ci/build metadata.name in example (example.yaml:1)\n  needed until the old builder is gone (team build)\n',
      '1 error, 1 accepted\n',
    ].join('\n'),
  );
});

test('finds an acceptance that speaks of nothing', () => {
  const report = audit(assemblyOf({}), rules, [
    accept('TST001', { reason: 'needed until the old builder is gone', owner: 'team build' }),
  ]);
  expect(report.findings).toEqual([
    {
      rule: 'ACC001',
      severity: 'warning',
      place: { origin: {}, subject: 'accept TST001' },
      message: 'nothing is found that this acceptance of team build speaks of',
      repair: 'remove it: it would hide the next mistake of that rule',
    },
  ]);
  expect(hasErrors(report)).toBe(false);
});

test('says that there is nothing to say', () => {
  expect(textReport(audit(assemblyOf({}), rules))).toBe('no findings\n');
});

test.each([
  [
    () => accept('everything', { reason: 'because I say so', owner: 'me' }),
    'accept.rule: expected the id of a rule such as "TKN003", got "everything"',
  ],
  [
    () => accept('TKN003', { reason: 'because', owner: 'me' }),
    'accept.reason: expected a sentence that says why, got "because"',
  ],
  [
    () => accept('TKN003', { reason: 'because I say so', owner: ' ' }),
    'accept.owner: expected a person or a team, got " "',
  ],
])('refuses an acceptance that says nothing', (make, message) => {
  expect(make).toThrow(new Error(message));
});
