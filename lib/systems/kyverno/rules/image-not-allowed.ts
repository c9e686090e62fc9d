import { type Rule, problem } from '../../../audit';
import { reachOf, workloadsOf } from '../admission';
import { tryAllowedPlaces } from '../allowed-places';
import { denies } from '../image-validating-policy-verification';
import { selects, tryNamedNamespaces } from '../selection';
import { allowList, objects, REPOSITORY, rollout } from './examples';

export const imageNotAllowed: Rule = {
  id: 'KYV025',
  severity: 'error',
  title: 'an image runs where the list of allowed images refuses it',
  why: 'the workload is accepted and its pods are not: a Deployment stands still, and the Job of a gate fails at its deadline with no other reason than that',
  repair: 'add the place of the image to the list, or take the image from a place that is on it',
  good: objects(rollout(), allowList(`image.startsWith('${REPOSITORY}@')`)),
  bad: objects(rollout(), allowList("image.startsWith('ghcr.io/acme/billing@')")),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ValidatingPolicy').flatMap((policy) => {
      const { spec } = policy.object;
      if (!denies(spec) || reachOf(spec).pod === 'no') return [];
      const places = tryAllowedPlaces(spec);
      if (places === undefined) return [];
      return workloadsOf(manifests)
        .within(policy.environment, tryNamedNamespaces(spec.matchConstraints?.namespaceSelector))
        .filter(({ requests }) => selects(spec, requests.pod) === 'yes')
        .flatMap(({ pods, images }) =>
          images
            .filter((image) => !places.admits(image))
            .map((image) =>
              problem(
                pods.manifest,
                `${image} is not on the list of ${policy.object.metadata.name ?? 'a policy'}: every pod with it is denied`,
                'add it to the list, or take it from a place that is on it',
                pods.path,
              ),
            ),
        );
    }),
};
