import { type Manifest, type Manifests, grouped, readOnce } from '../../../assembly';
import { type Problem, type Rule, problem } from '../../../audit';
import { type WaysIn, reachOf } from '../admission';
import { type ImageValidatingPolicyObject } from '../kinds';
import { type Matcher, tryCompileGlob } from '../match';
import { REPOSITORY, imagePolicy, matching, objects } from './examples';

type Policy = Manifest<ImageValidatingPolicyObject>;

const DEBUG = { matchConstraints: matching('pods/ephemeralcontainers') };

export const waysDiffer: Rule = {
  id: 'KYV077',
  severity: 'warning',
  title: 'images are verified in pods and not in another way that the policies watch, or the other way round',
  why: 'the two policies were meant to be alike: an image that one of them verifies comes in unseen by the other way',
  repair: 'give the policies for pods, for pods/ephemeralcontainers and for rollouts the same patterns of images',
  good: objects(imagePolicy(), imagePolicy(DEBUG, 'debug')),
  bad: objects(
    imagePolicy(),
    imagePolicy(
      { ...DEBUG, matchImageReferences: [{ glob: `${REPOSITORY}:*` }, { glob: 'ghcr.io/acme/orders@*' }] },
      'debug',
    ),
  ),
  check: ({ manifests }) =>
    [...byEnvironment(manifests).values()].flatMap((policies) => {
      const [pods, ...others] = WAYS.map((way) => ({ way, policies: policies.filter((one) => watches(one, way)) }));
      if (!pods || pods.policies.length === 0) return [];
      const inPods = new Patterns(pods.policies);
      return others.flatMap(({ way, policies: twins }) => {
        const inTwins = new Patterns(twins);
        return [
          ...twins.flatMap((twin) => missing(twin, inPods, `verified in ${NAMES[way]} and not in pods`)),
          ...pods.policies
            .filter((policy) => patternsOf(policy).some((pattern) => inTwins.covers(pattern)))
            .flatMap((policy) => missing(policy, inTwins, `verified in pods and not in ${NAMES[way]}`)),
        ];
      });
    }),
};

const WAYS = ['pod', 'ephemeralContainer', 'rollout'] as const satisfies readonly (keyof WaysIn)[];
const NAMES: Readonly<Record<keyof WaysIn, string>> = {
  pod: 'pods',
  ephemeralContainer: 'pods/ephemeralcontainers',
  rollout: 'rollouts',
};

function watches({ object }: Policy, way: keyof WaysIn): boolean {
  return reachOf(object.spec)[way] !== 'no';
}

const patternsOf = readOnce<readonly string[], Policy>(({ object }) =>
  (object.spec.matchImageReferences ?? []).flatMap(({ glob }) => glob ?? []),
);

/** What some policies verify together; everything, where one of them says no pattern or computes it. */
class Patterns {
  private readonly exact: ReadonlySet<string>;
  private readonly wide: readonly Matcher[];
  private readonly isOpen: boolean;

  public constructor(policies: readonly Policy[]) {
    this.exact = new Set(policies.flatMap(patternsOf));
    this.wide = [...this.exact].filter(isWide).flatMap((pattern) => tryCompileGlob(pattern) ?? []);
    this.isOpen = policies.some(({ object }) => {
      const { matchImageReferences: references = [] } = object.spec;
      return references.length === 0 || references.some(({ glob }) => glob === undefined);
    });
  }

  public covers(pattern: string): boolean {
    return this.isOpen || this.exact.has(pattern) || this.wide.some((matches) => matches(pattern));
  }
}

/** Whether it may take images of several repositories: `acme/api:*` takes those of one. */
function isWide(pattern: string): boolean {
  return /[*?[{]/.test(pattern) && !/^[^*?[{]*[:@]\*$/.test(pattern);
}

function missing(policy: Policy, others: Patterns, said: string): Problem[] {
  const open = patternsOf(policy).filter((pattern) => !others.covers(pattern));
  if (open.length === 0) return [];
  return [
    problem(
      policy,
      `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} ${said}`,
      'give both policies the same patterns',
      'spec.matchImageReferences',
    ),
  ];
}

function byEnvironment(manifests: Manifests): ReadonlyMap<string, readonly Policy[]> {
  return grouped(manifests.of('policies.kyverno.io/ImageValidatingPolicy'), ({ environment }) => environment);
}
