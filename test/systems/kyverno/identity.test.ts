import {
  type Certificate,
  decideForBundle,
  decideForCosign,
  firstAccepted,
} from '../../../lib/systems/kyverno/identity';
import { assert, constantFrom, property, record, string, webUrl } from '../../property';

const subject = 'https://github.com/acme/platform/.github/workflows/build.yaml@refs/heads/main';
const issuer = 'https://token.actions.githubusercontent.com';
const main: Certificate = { subject, issuer };
const at = (change: (subject: string) => string): Certificate => ({ subject: change(subject), issuer });

const OWN: readonly (readonly [string, Certificate])[] = [
  ['that workflow', main],
  ['the branch main-evil', at((text) => `${text}-evil`)],
  ['the file buildXyaml', at((text) => text.replace('build.yaml', 'buildXyaml'))],
  ['a tag', at((text) => text.replace('heads/main', 'tags/v1'))],
  ['another repository', at((text) => text.replace('platform', 'other'))],
  ['another issuer', { subject, issuer: 'https://gitlab.com' }],
];
const anchored = `^${subject.replaceAll('.', '\\.')}$`;

// What Kyverno 1.19.0 said to certificates of a Fulcio of ours, with bundles.
test.each([
  ['the exact subject', { subject, issuer }, ['that workflow']],
  ['a wildcard', { subject: subject.replace('build.yaml', '*'), issuer }, []],
  [
    'an expression without anchors',
    { subjectRegExp: subject, issuer },
    ['that workflow', 'the branch main-evil', 'the file buildXyaml'],
  ],
  ['an anchored expression', { subjectRegExp: anchored, issuer }, ['that workflow']],
  ['subject and expression together', { subject, subjectRegExp: 'refs/heads/dev', issuer }, []],
  ['no issuer', { subject }, []],
  ['no subject', { issuer }, []],
  ['an expression that cannot be read', { subjectRegExp: '(', issuer }, []],
])('a bundle and %s', (_, criteria, accepted) => {
  const names = OWN.filter(([, certificate]) => decideForBundle([criteria], certificate).accepted);
  expect(names.map(([name]) => name)).toEqual(accepted);
});

test.each([
  ['the exact subject', { subject, issuer }, ['that workflow']],
  [
    'a wildcard for the repository',
    { subject: subject.replace('platform', '*'), issuer },
    ['that workflow', 'another repository'],
  ],
  ['subject or expression', { subject, subjectRegExp: '@refs/tags/', issuer }, ['that workflow', 'a tag']],
  ['no issuer', { subject }, ['that workflow', 'another issuer']],
  ['a wildcard for the issuer', { subject, issuer: 'https://*' }, ['that workflow', 'another issuer']],
  ['nothing at all', {}, OWN.map(([name]) => name)],
])('a signature under a tag and %s', (_, criteria, accepted) => {
  const names = OWN.filter(([, certificate]) => decideForCosign(criteria, certificate).accepted);
  expect(names.map(([name]) => name)).toEqual(accepted);
});

test('only type Cosign reads which repository called', () => {
  const criteria = { subject, issuer, additionalExtensions: { githubWorkflowRepository: 'acme/order-service' } };
  expect(decideForCosign(criteria, { ...main, repository: 'acme/order-service' })).toEqual({ accepted: true });
  expect(decideForCosign(criteria, { ...main, repository: 'evil/order-service' })).toEqual({
    accepted: false,
    reason: 'it wants the calling repository acme/order-service, the certificate says evil/order-service',
  });
  expect(decideForCosign(criteria, main).accepted).toBe(false);
  expect(decideForBundle([criteria], { ...main, repository: 'evil/order-service' })).toEqual({ accepted: true });
});

test.each([
  [[], main, 'it names no identity'],
  [
    [
      { subject, issuer },
      { subject, issuer },
    ],
    main,
    'it names more than one identity, which no bundle can satisfy',
  ],
  [[{ issuer }], main, 'it names no subject'],
  [[{ subject }], main, 'it names no issuer'],
  [[{ subject: 'a', issuer }], main, `it wants the subject a, the certificate says ${subject}`],
  [[{ subjectRegExp: '^a$', issuer }], main, `it wants a subject like ^a$, the certificate says ${subject}`],
  [[{ subjectRegExp: '(', issuer }], main, 'its expression for the subject cannot be read: ('],
  [
    [{ subject, issuer: 'https://gitlab.com' }],
    main,
    `it wants the issuer https://gitlab.com, the certificate says ${issuer}`,
  ],
])('the reason of a refusal: %#', (criteria, certificate, reason) => {
  expect(decideForBundle(criteria, certificate)).toEqual({ accepted: false, reason });
});

test('of several decisions an acceptance counts, else the first refusal', () => {
  const no = (reason: string): ReturnType<typeof decideForBundle> => ({ accepted: false, reason });
  expect(firstAccepted([no('a'), { accepted: true }])).toEqual({ accepted: true });
  expect(firstAccepted([no('a'), no('b')])).toEqual(no('a'));
  expect(firstAccepted([])).toEqual(no('it trusts no keyless signer'));
});

test('an exact identity takes its own certificate and no other', () => {
  const certificates = record({ subject: webUrl(), issuer: constantFrom(issuer, 'https://gitlab.com') });
  assert(
    property(certificates, certificates, (wanted, given) => {
      const same = wanted.subject === given.subject && wanted.issuer === given.issuer;
      return decideForBundle([wanted], given).accepted === same && decideForBundle([wanted], wanted).accepted;
    }),
  );
});

test('whatever a bundle satisfies by exact text, a signature under a tag satisfies too', () => {
  const plain = string({ unit: constantFrom(...'ab/:@.'), minLength: 1 });
  const certificates = record({ subject: plain, issuer: plain });
  assert(
    property(
      certificates,
      certificates,
      (wanted, given) => !decideForBundle([wanted], given).accepted || decideForCosign(wanted, given).accepted,
    ),
  );
});
