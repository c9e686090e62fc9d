import { COMMAND, type Fault, PROSE, hidden } from '../fault';
import { NO_COUNT_TO_KEEP, NO_PATTERN, NO_TAG_TEXTS } from '../refusals';

const ROLLOUT = 'Rollout order-service/order-service';
const VERIFY = 'ClusterPolicy verify-image-signature';
const RETENTION = 'aws_ecr_lifecycle_policy.order-service';

const signatures: readonly Fault[] = [
  {
    fault: 'the policy holds in namespaces that the service is not in',
    of: ['trust 2'],
    rule: 'KYV005',
    at: `rollout.yaml:16 ${ROLLOUT} spec.template.spec`,
  },
  {
    fault: 'every repository of the owner may sign',
    of: ['trust 3'],
    refusal: NO_PATTERN,
    rule: 'KYV023',
    at: `kyverno.yaml:22 ${VERIFY} spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless.subject`,
  },
  {
    fault: 'ClusterPolicy is deprecated and blocked from 1.20 on',
    of: ['trust 4'],
    rule: 'KYV013',
    at: `kyverno.yaml:1 ${VERIFY}`,
  },
  {
    fault: 'the policy does not see what cosign 3 writes',
    of: ['ci 24', 'trust 5'],
    rule: 'KYV014',
    at: `kyverno.yaml:16 ${VERIFY} spec.rules[0].verifyImages[0].type`,
  },
  {
    fault: 'the pattern has an account of 9 digits: it matches nothing',
    of: ['trust 1'],
    rule: 'KYV040',
    at: `kyverno.yaml:17 ${VERIFY} spec.rules[0].verifyImages[0].imageReferences[0]`,
  },
  ...hidden(COMMAND, [
    { fault: '--rekor-url is refused beside the signing config of cosign 3', of: ['ci 21'] },
    { fault: 'an image is signed by its tag', of: ['ci 20'] },
    {
      fault: 'the identity to verify is not anchored: any branch and tag is admitted',
      of: ['ci 20', 'trust 6'],
    },
    { fault: 'two attestations of one image collide where tags are immutable', of: ['trust 18'] },
  ]),
];

const registry: readonly Fault[] = [
  {
    fault: 'a rule lists sha- and an empty prefix: refused, and it would select nothing',
    of: ['ci 41', 'trust 11'],
    refusal: NO_TAG_TEXTS,
    rule: 'ECR010',
    at: `registry.tf.json:6 ${RETENTION} policy.rules[1]`,
  },
  {
    fault: 'for ever is written as 9999',
    of: ['trust 12'],
    refusal: NO_COUNT_TO_KEEP,
    rule: 'ECR017',
    at: `registry.tf.json:6 ${RETENTION} policy`,
  },
  {
    fault: 'nothing is ever tagged v…: the protection protects nothing',
    of: ['trust 12'],
    rule: 'GHA090',
    at: '.github/workflows/ci.yaml:59 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.tags',
  },
  {
    fault: 'latest is pushed again and again: immutable tags refuse it',
    of: ['trust 17'],
    undecidable: 'whether the tags of the repository are immutable stands in no file of the article',
  },
  {
    fault: 'an untagged index that somebody runs by digest is deleted after 7 days',
    of: ['trust 14'],
    undecidable: 'which index has lost its tag is known by the registry',
  },
  { fault: '--lifecycle-policy is no option of the command', of: ['ci 41', 'trust 15'], undecidable: COMMAND },
  { fault: 'tags of date and commit sort by commit within a day', undecidable: PROSE },
];

export const imageFaults: readonly Fault[] = [...signatures, ...registry];
