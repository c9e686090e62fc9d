import { readManifests } from '../../lib/assembly';
import {
  type Finding,
  type RuleDescription,
  assemblyOf,
  audit,
  builtInRules,
  readSettings,
  unreadable,
} from '../../lib/audit';

/** What the audit itself finds in an example: files are read as a folder's files would be. */
function findings(example: RuleDescription['good'] = {}): Finding[] {
  const { 'slipway.yaml': settings, ...files } = example.files ?? {};
  const accepted = settings === undefined ? [] : readSettings(settings, 'slipway.yaml').accepted;
  const broken = Object.entries(files).flatMap(([file, text]) => readManifests(text, file, '').broken.map(unreadable));
  return [...audit(assemblyOf(example), [], accepted, broken).findings];
}

const shown = builtInRules.filter(({ bad }) => bad !== undefined);

test.each(shown.map((rule) => [rule.id, rule] as const))('%s finds its mistake and nothing else', (_id, rule) => {
  expect(findings(rule.good)).toEqual([]);
  expect(
    findings(rule.bad)
      .filter(({ rule: id }) => id === rule.id)
      .map(({ severity }) => severity),
  ).toEqual([rule.severity]);
});

test('describes every finding that no rule makes', () => {
  expect(builtInRules.map(({ id }) => id)).toEqual([
    'SCH001',
    'SCH002',
    'SCH003',
    'SCH004',
    'SCH005',
    'ACC001',
    'VAL001',
  ]);
});
