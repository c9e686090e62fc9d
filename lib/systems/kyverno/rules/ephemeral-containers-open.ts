import { type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type WaysIn, reachOf } from '../admission';
import { type ImageValidatingPolicyObject } from '../kinds';
import { tryRepositoriesIn } from '../image-pattern';
import { imagePolicy, matching, objects } from './examples';

type Policy = Manifest<ImageValidatingPolicyObject>;

export const ephemeralContainersOpen: Rule = {
  id: 'KYV003',
  severity: 'warning',
  title: 'images are verified in pods, and not in the containers that kubectl debug adds to them',
  why: 'ephemeral containers come by a request of their own (pods/ephemeralcontainers): whoever may debug runs an image that nobody signed, in the pod and with its secrets',
  repair:
    'add the same policy once more for pods/ephemeralcontainers; in one rule with pods it would switch autogen off',
  good: objects(imagePolicy(), imagePolicy({ matchConstraints: matching('pods/ephemeralcontainers') }, 'debug')),
  bad: objects(imagePolicy()),
  check: ({ manifests }) => {
    const policies = manifests.of('policies.kyverno.io/ImageValidatingPolicy');
    const guarded = new Set(policies.filter((policy) => judges(policy, 'ephemeralContainer')).flatMap(placesOf));
    return policies
      .filter((policy) => judges(policy, 'pod') && !judges(policy, 'ephemeralContainer'))
      .filter((policy) => !guarded.has(placeIn(policy, EVERYTHING)))
      .filter((policy) => !placesOf(policy).every((place) => guarded.has(place)))
      .map((policy) =>
        problem(
          policy,
          'it verifies the images of pods, and no policy verifies the same images in pods/ephemeralcontainers',
          'add a second policy like it with resources [pods/ephemeralcontainers]',
          'spec.matchConstraints.resourceRules',
        ),
      );
  },
};

const EVERYTHING = '*';

function judges({ object }: Policy, way: keyof WaysIn): boolean {
  return reachOf(object.spec)[way] !== 'no';
}

/** The images that a policy verifies, as far as they can be named, each with the environment. */
function placesOf(policy: Policy): readonly string[] {
  const references = policy.object.spec.matchImageReferences ?? [];
  const patterns = references.map(({ glob, expression }) => glob ?? `(${expression ?? ''})`);
  const named = tryRepositoriesIn(patterns) ?? (patterns.length === 0 ? [EVERYTHING] : patterns);
  return named.map((name) => placeIn(policy, name));
}

function placeIn({ environment }: Policy, name: string): string {
  return `${environment}\n${name}`;
}
