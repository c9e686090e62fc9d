import { type Example } from '../../../../lib/audit';
import { rule, said } from './said';
import {
  ISSUER,
  WORKFLOW,
  clusterPolicy,
  imagePolicy,
  keyless,
  keylessEntry,
  objects,
} from '../../../../lib/systems/kyverno/rules/examples';

test('KYV007 reads SigstoreBundle as letter by letter, and Cosign not', () => {
  const trusting = (type: string): Example =>
    objects(clusterPolicy({ type, attestors: [keylessEntry({ issuer: '*', subject: WORKFLOW })] }));
  expect(said('KYV007', trusting('Cosign'))).toEqual([]);
  expect(said('KYV007', trusting('SigstoreBundle'))).toEqual([
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless.issuer',
      'the issuer * is compared letter by letter: no certificate has it',
      'write the whole issuer, or an anchored expression in issuerRegExp',
    ],
  ]);
});

test.each([
  ['^https://github\\.com/acme/a/x\\.yaml@refs/heads/main$', undefined],
  ['^(a|b)$', undefined],
  ['^a$|^b$', undefined],
  ['^https://x/[a-z.]+@refs/heads/main$', undefined],
  ['^https://x/build@refs/tags/v.*$', undefined],
  ['^a|b$', 'is not anchored at both ends: anything may stand before or behind it'],
  ['^a\\$', 'is not anchored at both ends: anything may stand before or behind it'],
  ['^https://github\\.com/acme/.*$', 'holds ".*", which also runs across repositories, files and branches'],
  ['^https://x/build@refs/heads/.+$', 'holds ".*", which also runs across repositories, files and branches'],
  ['^https://github.com/acme$', 'holds a dot that stands for any character'],
  ['^(a$', 'cannot be read, so it admits nobody'],
])('KYV008 of %s', (issuerRegExp, fault) => {
  const example = objects(imagePolicy({ attestors: [keyless({ subject: WORKFLOW, issuerRegExp })] }));
  const messages = said('KYV008', example).map(([, message]) => message);
  expect(messages).toEqual(fault === undefined ? [] : [`issuerRegExp ${issuerRegExp} ${fault}`]);
});

test('KYV009 says what an open field does where wildcards are read', () => {
  expect(said('KYV009', objects(clusterPolicy({ type: 'Cosign', attestors: [keylessEntry({})] })))).toEqual([
    [
      'ClusterPolicy order-service spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless',
      'the signer has no subject and no issuer: any signer with a certificate may pass',
      'add the subject and the issuer',
    ],
  ]);
});

test('KYV011 leaves extensions alone where they are read', () => {
  const attestors = [
    keylessEntry({ issuer: ISSUER, subject: WORKFLOW, additionalExtensions: { githubWorkflowRepository: 'acme/a' } }),
  ];
  expect(said('KYV011', objects(clusterPolicy({ type: 'Cosign', attestors })))).toEqual([]);
  expect(said('KYV011', objects(clusterPolicy({ attestors }))).map(([, message]) => message)).toEqual([
    'additionalExtensions githubWorkflowRepository is never read',
  ]);
});

test.each([['on: workflow_call\n'], ['on: [push, workflow_call]\n'], ['on:\n  workflow_call:\n    inputs: {}\n']])(
  'KYV020 sees that a workflow can be called: %j',
  (content) => {
    const { bad } = rule('KYV020');
    const files = { '.github/workflows/build.yaml': content };
    expect(said('KYV020', { ...bad, files })).toHaveLength(1);
    expect(
      said('KYV020', { ...bad, files: { '.github/workflows/build.yaml': '# workflow_call\non: push\n' } }),
    ).toEqual([]);
  },
);

test('KYV024 reads attestors in brackets, and takes no name for the beginning of another', () => {
  const by = (expression: string): Example => objects(imagePolicy({ validations: [{ expression }] }));
  expect(said('KYV024', by("verifyImageSignatures(image, [attestors['signer1']]) > 0"))).toEqual([]);
  expect(said('KYV024', by('verifyImageSignatures(image, [attestors.signer10]) > 0'))).toHaveLength(1);
});
