import { readSettings } from '../../lib/audit';
import { InvalidValue, Platform } from '../../lib/model';
import * as fc from '../property';

test('reads everything that it may say', () => {
  const text = `platform: { kubernetes: "1.33", tekton: "1.12" }
repository: acme/api
environments:
  staging: { issuer: "https://issuer.example", folder: overlays/staging }
  production: {}
accepted:
  - rule: TKN003
    reason: the workspace is declared by a controller
    owner: team build
  - { rule: KUB001, reason: the image is ours, owner: team build, subject: Pod ci/build }
`;
  expect(readSettings(text, 's.yaml')).toEqual({
    platform: Platform.of({ kubernetes: '1.33', tekton: '1.12' }),
    repository: 'acme/api',
    environments: [
      { name: 'staging', issuer: 'https://issuer.example', folder: 'overlays/staging' },
      { name: 'production' },
    ],
    accepted: [
      {
        rule: 'TKN003',
        reason: 'the workspace is declared by a controller',
        owner: 'team build',
        origin: { file: 's.yaml', line: 7 },
      },
      {
        rule: 'KUB001',
        reason: 'the image is ours',
        owner: 'team build',
        subject: 'Pod ci/build',
        origin: { file: 's.yaml', line: 10 },
      },
    ],
  });
  expect(readSettings('', 's.yaml')).toEqual({ platform: Platform.newest, environments: [], accepted: [] });
});

test.each([
  ['a: [', 's.yaml: expected one YAML document, got line 1: '],
  ['a: 1\n---\nb: 1\n', 's.yaml: expected one YAML document, got it has more than one document'],
  ['[]', 's.yaml: expected a map of fields, got []'],
  ['rules: 1', 's.yaml rules: expected one of platform, repository, environments, accepted, got "rules"'],
  ['platform: { kubernetes: 1.30 }', 's.yaml platform.kubernetes: expected a text, got 1.3; put it in quotes'],
  ['platform: { tekton: "0.1" }', 's.yaml platform.tekton: expected 1.0 or newer, got "0.1"'],
  [
    'platform: { argo: "1" }',
    's.yaml platform.argo: expected one of kubernetes, tekton, triggers, rollouts, kyverno, cosign, got "argo"',
  ],
  ['environments: [a]', 's.yaml environments: expected a map of fields, got ["a"]'],
  ['environments: { a: { name: b } }', 's.yaml environments.a.name: expected one of issuer, folder, got "name"'],
  ['accepted: {}', 's.yaml accepted: expected a list, got {}'],
  ['accepted: [{ rule: TKN003 }]', 's.yaml accepted[0].reason: expected a text, got nothing'],
  [
    'accepted: [{ rule: x, reason: it is fine so, owner: me }]',
    's.yaml accepted[0].rule: expected the id of a rule such as "TKN003", got "x"',
  ],
  [
    'accepted: [{ rule: TKN003, reason: short, owner: me }]',
    's.yaml accepted[0].reason: expected a sentence that says why, got "short"',
  ],
])('refuses %j', (text, message) => {
  expect(() => readSettings(text, 's.yaml')).toThrow(message);
});

test('throws nothing but refusals, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'accepted: \n-{}[]&*x') }), (text) => {
      try {
        readSettings(text, 's.yaml');
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidValue);
      }
    }),
  );
});
