import { toYaml } from '../../../../lib/assembly';
import { assemblyOf, audit, checkSchemas } from '../../../../lib/audit';
import { kyvernoRules } from '../../../../lib/systems/kyverno/rules';
import { said } from './said';
import { SAYS } from './says';
import { imagePolicy } from '../../../../lib/systems/kyverno/rules/examples';

test.each(kyvernoRules.map((rule) => [rule.id, rule] as const))('%s is silent about its good example', (_, rule) => {
  expect(said(rule.id, rule.good)).toEqual([]);
});

test.each(kyvernoRules.map((rule) => [rule.id, rule] as const))('%s speaks about its bad example', (id, rule) => {
  expect(said(id, rule.bad)).toEqual(SAYS[id]);
});

test.each(kyvernoRules.map((rule) => [rule.id, rule] as const))('%s has examples that fit their schemas', (_, rule) => {
  expect([rule.good, rule.bad].flatMap((example) => checkSchemas(assemblyOf(example)).findings)).toEqual([]);
});

test('ids are unique', () => {
  expect(new Set(kyvernoRules.map(({ id }) => id)).size).toBe(kyvernoRules.length);
});

test('the rules judge what the audit hands them', () => {
  const report = audit(assemblyOf({ manifests: toYaml([imagePolicy({ failurePolicy: 'Ignore' })]) }), kyvernoRules);
  expect(report.findings.map(({ rule }) => rule)).toEqual(['KYV003', 'KYV017', 'KYV018']);
});
