import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { accept, assemblyOf, audit, sarifReport, unreadable } from '../../lib/audit';
import { catalogue } from '../../lib/cli/rule-catalogue';
import { allRules } from '../../lib/rules';

const PACKAGE = dirname(require.resolve('@microsoft/jest-sarif/package.json'));
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(join(PACKAGE, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;
/** The matcher of the package compiles the schema for every report; here it is compiled once, as the draft-07 that it fits as well. */
const isSarif = new Ajv({
  strict: false,
  logger: false,
  validateFormats: false,
  unicodeRegExp: false,
  inlineRefs: false,
  code: { optimize: false },
}).compile(schema);

test('a report of findings of every place fits the schema of SARIF 2.1.0', () => {
  const bad = allRules.filter(({ id }) => /^(KUB001|ECR001)$/.test(id));
  const files = [{ origin: { file: '/elsewhere/a b.yaml', line: 3 }, message: 'it is broken' }];
  for (const rule of bad) {
    const broken = files.map(unreadable);
    const accepted = [accept(rule.id, { reason: 'the team has looked at it and means it', owner: 'team shop' })];
    const report = audit(assemblyOf(rule.bad), allRules, accepted, broken);
    expect([rule.id, report.accepted.length > 0, report.findings.length > 0]).toEqual([rule.id, true, true]);
    isSarif(
      JSON.parse(
        sarifReport(
          report,
          {
            rules: catalogue.filter((_, i) => i % 8 === 0 || catalogue[i] === rule),
            judged: '',
            others: [],
            notes: [],
          },
          '1.2.3',
        ),
      ),
    );
    expect(isSarif.errors).toBeNull();
  }
});

test('the schema is the one that is meant, and refuses what is not SARIF', () => {
  expect([$schema, id]).toEqual([
    'http://json-schema.org/draft-04/schema#',
    'https://raw.githubusercontent.com/schemastore/schemastore/master/src/schemas/json/sarif-2.1.0-rtm.5.json',
  ]);
  expect(isSarif({ version: '2.1.0', runs: [{ results: [{ level: 'advice', message: { text: '' } }] }] })).toBe(false);
});
