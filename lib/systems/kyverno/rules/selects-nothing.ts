import { type Manifests } from '../../../assembly';
import { type Problem, type Rule, problem } from '../../../audit';
import { type AdmittedWorkload, type WaysIn, waysInto, workloadsOf } from '../admission';
import { type Verification, verificationsOf } from '../verification';
import { imagePolicy, objects, rollout } from './examples';

export const selectsNothing: Rule = {
  id: 'KYV006',
  severity: 'error',
  title: 'a policy verifies no image that runs in its environment',
  why: 'it is installed and green, and guards nothing: its namespaces, or the patterns of its images, miss every workload',
  repair: 'name the namespaces and the repositories of the workloads that it is meant for',
  good: objects(imagePolicy(), rollout()),
  bad: objects(imagePolicy(), rollout(undefined, 'order-service')),
  check: ({ manifests }) => {
    const workloads = workloadsOf(manifests);
    const anywhere = waysInto();
    const withBuilds = environmentsWithBuilds(manifests);
    return verificationsOf(manifests).all.flatMap((policy) => {
      const { environment } = policy.manifest;
      if (!isInReach(policy, anywhere) || workloads.in(environment).length === 0) return [];
      const running = workloads
        .running(environment, policy.repositories)
        .filter((workload) => covers(policy, workload));
      if (running.length === 0) return withBuilds.has(environment) ? [] : unknownImages(policy);
      return running.some(({ requests }) => isInReach(policy, requests)) ? [] : otherNamespaces(policy, running);
    });
  },
};

/** Whether images can come to a policy by one of these ways. */
function isInReach(policy: Verification, ways: WaysIn): boolean {
  return [ways.pod, ways.ephemeralContainer, ways.rollout].some((request) => policy.selects(request) !== 'no');
}

function covers(policy: Verification, { images }: AdmittedWorkload): boolean {
  return images.some((image) => policy.covers(image) !== 'no');
}

/** The pods of Tekton's runs are in no manifest: there, an image that nothing names may still run. */
function environmentsWithBuilds(manifests: Manifests): ReadonlySet<string> {
  return new Set(manifests.ofGroups('tekton.dev').map(({ environment }) => environment));
}

function unknownImages({ manifest, repositories }: Verification): Problem {
  return problem(
    manifest,
    `nothing in the environment runs ${repositories === undefined ? 'an image that fits its patterns' : `an image of ${repositories.join(', ')}`}`,
    'correct the registry, the account or the repository',
  );
}

function otherNamespaces({ manifest }: Verification, running: readonly AdmittedWorkload[]): Problem {
  const namespaces = new Set(running.map(({ pods }) => pods.namespace));
  return problem(
    manifest,
    `its images run in ${[...namespaces].join(', ')}, which it does not watch`,
    'name that namespace in the policy',
  );
}
