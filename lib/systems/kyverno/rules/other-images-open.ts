import { type Manifests } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { reachOf } from '../admission';
import { denies, expressionsOf } from '../image-validating-policy-verification';
import { type ValidatingPolicyObject } from '../kinds';
import { type Verification, verificationsOf } from '../verification';
import { allowList, imagePolicy, objects } from './examples';

export const otherImagesOpen: Rule = {
  id: 'KYV018',
  severity: 'warning',
  title: 'images that no policy names are admitted unseen',
  why: 'a policy verifies the images that fit its patterns and is content with all others: quay.io/anyone/anything, or the same registry spelled GHCR.io, comes in without a question',
  repair: 'add a RegistryAllowList beside it: a ValidatingPolicy that refuses every image outside of the known places',
  good: objects(imagePolicy(), allowList("image.startsWith('ghcr.io/acme/')")),
  bad: objects(imagePolicy()),
  check: ({ manifests }) => {
    const closed = environmentsWithAllowList(manifests);
    const first = new Map<string, Verification>();
    for (const policy of verificationsOf(manifests).all) {
      const { environment } = policy.manifest;
      if (policy.denies && !closed.has(environment) && !first.has(environment)) first.set(environment, policy);
    }
    return [...first.values()].map(({ manifest }) =>
      problem(
        manifest,
        'it is content with images that do not fit its patterns, and no policy of the environment refuses them',
        'add a RegistryAllowList for the same namespaces',
      ),
    );
  },
};

/** An environment is closed where something denies by image, or verifies whatever comes. */
function environmentsWithAllowList(manifests: Manifests): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const { environment, object } of manifests.of('policies.kyverno.io/ValidatingPolicy')) {
    if (!closed.has(environment) && isAllowList(object)) closed.add(environment);
  }
  for (const policy of verificationsOf(manifests).all) {
    const { environment } = policy.manifest;
    if (policy.denies && !closed.has(environment) && policy.covers('example.com/any/image:1') !== 'no') {
      closed.add(environment);
    }
  }
  return closed;
}

function isAllowList({ spec }: ValidatingPolicyObject): boolean {
  const readsImages = (cel: string): boolean => /\.image\b/.test(cel);
  return denies(spec) && reachOf(spec).pod !== 'no' && expressionsOf(spec).some(readsImages);
}
