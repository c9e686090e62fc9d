import { type KubernetesObject } from '../../../lib/assembly';
import { GitHubRepository, ImageRepository, Platform, PredicateType, SigningIdentity } from '../../../lib/model';
import { ImageTrustPolicy, type ImageTrustPolicyProps, Namespaces, SigstoreRoots } from '../../../lib/systems/kyverno';
import { rendered } from './rendered';

const issuer = 'https://token.actions.githubusercontent.com';
const subject = 'https://github.com/acme/platform/.github/workflows/build.yaml@refs/heads/main';
const calledFrom = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const called = SigningIdentity.certificate({ subject, issuer, calledFrom });
const KEY = SigningIdentity.key('-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYI\n-----END PUBLIC KEY-----');

const PROPS: ImageTrustPolicyProps = {
  name: 'order-service',
  images: [ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'order-service' })],
  trusts: [called],
  namespaces: Namespaces.labelled({ tier: 'shop' }),
  platform: Platform.of({ kyverno: '1.18' }),
};

function policies(changes: Partial<ImageTrustPolicyProps> = {}): KubernetesObject[] {
  return rendered((chart) => new ImageTrustPolicy(chart, 'images', { ...PROPS, ...changes }));
}

test('becomes ClusterPolicies below Kyverno 1.19: for pods, which bring ephemeral containers along, and for Rollouts', () => {
  const attestors = [
    { count: 1, entries: [{ keyless: { issuer, subject, rekor: { url: 'https://rekor.sigstore.dev' } } }] },
  ];
  const verifyImages = [
    {
      type: 'SigstoreBundle',
      failureAction: 'Enforce',
      imageReferences: [
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service:*',
        '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service@*',
      ],
      attestations: [
        { type: 'https://sigstore.dev/cosign/sign/v1', attestors },
        {
          type: 'https://slsa.dev/provenance/v1',
          attestors,
          conditions: [
            {
              all: [
                {
                  key: '{{ buildDefinition.externalParameters.workflow.repository }}',
                  operator: 'Equals',
                  value: 'https://github.com/acme/order-service',
                },
              ],
            },
          ],
        },
        { type: 'https://spdx.dev/Document', attestors },
      ],
      mutateDigest: false,
      verifyDigest: true,
      required: true,
      imageRegistryCredentials: { providers: ['amazon'] },
    },
  ];
  const policy = (name: string, kind: string, extra: object = {}): object => ({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name },
    spec: {
      webhookConfiguration: { failurePolicy: 'Fail', timeoutSeconds: 30 },
      rules: [
        {
          name: 'verify-images',
          match: { any: [{ resources: { kinds: [kind], namespaceSelector: { matchLabels: { tier: 'shop' } } } }] },
          verifyImages,
          ...extra,
        },
      ],
    },
  });
  expect(policies({ requires: [PredicateType.spdx] })).toEqual([
    policy('order-service', 'Pod'),
    policy('order-service-rollouts', 'argoproj.io/v1alpha1/Rollout', {
      imageExtractors: {
        Rollout: [
          { name: 'containers', path: '/spec/template/spec/containers/*/image' },
          { name: 'initContainers', path: '/spec/template/spec/initContainers/*/image' },
        ],
      },
    }),
  ]);
});

test('asks no provenance where nobody calls', () => {
  const own = SigningIdentity.certificate({ subject, issuer });
  const images = [ImageRepository.at('ghcr.io/acme/order-service')];
  const text = JSON.stringify(policies({ trusts: [own], images }));
  expect(text).not.toContain('provenance');
  expect(text).not.toContain('imageRegistryCredentials');
});

test.each<[string, Partial<ImageTrustPolicyProps>, string]>([
  [
    'a key',
    { trusts: [KEY] },
    'ImageTrustPolicy.trusts: expected signers with certificates, below Kyverno 1.19, got "the holder of a key"; an older Kyverno does not check sigstore bundles by key',
  ],
  [
    'signers that different repositories call',
    { trusts: [called, SigningIdentity.certificate({ subject, issuer })] },
    'ImageTrustPolicy.trusts: expected signers that one and the same repository calls, below Kyverno 1.19, got ["https://github.com/acme/order-service","nobody"]; a ClusterPolicy asks the provenance of all signers the same question',
  ],
  [
    'roots of your own',
    { roots: SigstoreRoots.tuf({ mirror: 'https://tuf.acme.dev', root: '{"signed":{"_type":"root"}}' }) },
    'ImageTrustPolicy.roots: expected SigstoreRoots.publicGood, below Kyverno 1.19, got "other roots"; set them for the whole of Kyverno: --tufMirror and --tufRoot',
  ],
])('refuses %s', (_, changes, message) => {
  expect(() => policies(changes)).toThrow(message);
});
