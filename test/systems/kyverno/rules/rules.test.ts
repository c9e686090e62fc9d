import { toYaml } from '../../../../lib/assembly';
import { assemblyOf, audit } from '../../../../lib/audit';
import { kyvernoRules } from '../../../../lib/systems/kyverno/rules';
import { testExamples, testSchemas } from '../../../rule-examples';
import { said } from './said';
import { SAYS } from './says';
import { imagePolicy } from '../../../../lib/systems/kyverno/rules/examples';

testExamples(kyvernoRules, SAYS, ({ id }, example) => said(id, example));
testSchemas(kyvernoRules);

test('the rules judge what the audit hands them', () => {
  const report = audit(assemblyOf({ manifests: toYaml([imagePolicy({ failurePolicy: 'Ignore' })]) }), kyvernoRules);
  expect(report.findings.map(({ rule }) => rule)).toEqual(['KYV003', 'KYV017', 'KYV018']);
});
