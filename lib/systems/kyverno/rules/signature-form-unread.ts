import { type Rule, problem } from '../../../audit';
import { isBundle, verifyImagesOf } from '../cluster-policy-verification';
import { clusterPolicy, objects } from './examples';

export const signatureFormUnread: Rule = {
  id: 'KYV014',
  severity: 'error',
  title: 'a ClusterPolicy looks for signatures where cosign 3 does not put them',
  why: 'type Cosign, the default, reads the tag sha256-….sig; cosign 3 attaches a sigstore bundle to the image: every image is refused from the day the build moves to it',
  repair: 'set type SigstoreBundle, or move to an ImageValidatingPolicy, which reads both',
  reference: 'https://github.com/kyverno/kyverno/issues/15327',
  good: objects(clusterPolicy({ type: 'SigstoreBundle' })),
  bad: objects(clusterPolicy({ type: 'Cosign' })),
  check: ({ manifests, platform }) => {
    if (!platform.cosign.isAtLeast('3.0')) return [];
    return manifests.of('kyverno.io/ClusterPolicy').flatMap((policy) =>
      verifyImagesOf(policy.object)
        .filter(({ verifyImages }) => !isBundle(verifyImages) && verifyImages.type !== 'Notary')
        .map(({ verifyImages, path }) =>
          problem(
            policy,
            `type ${verifyImages.type ?? 'Cosign (the default)'} does not see the bundles that cosign ${platform.cosign} writes: every image is refused`,
            'set type: SigstoreBundle',
            `${path}.type`,
          ),
        ),
    );
  },
};
