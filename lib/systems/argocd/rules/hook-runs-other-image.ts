import { type Rule, problem } from '../../../audit';
import { repositoryOf, tryParseImageReference } from '../../../model';
import { type PodIndex, type WorkloadPods, podsOf } from '../../kubernetes/pods';
import { hooksOf } from '../sync-phase';
import { hookJob, manifests, rollout } from './examples';

const digest = (digit: string): string => `ghcr.io/acme/api@sha256:${digit.repeat(64)}`;
const job = (digit: string): string => hookJob('Sync', undefined, '', digest(digit));

export const hookRunsOtherImage: Rule = {
  id: 'ARG022',
  severity: 'error',
  title: 'a hook runs another version of the service than its pods',
  why: 'the migrations of the new version are not in it: the pods start on a schema that they do not know',
  repair: 'give the hook the image of the pods, by the same digest',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  good: manifests(job('a'), rollout('strategy: { canary: {} }', digest('a'))),
  bad: manifests(job('b'), rollout('strategy: { canary: {} }', digest('a'))),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return pods.all
      .filter(({ manifest }) => hooksOf(manifest.object).some((one) => one === 'PreSync' || one === 'Sync'))
      .flatMap((hook) => otherVersions(hook, pods));
  },
};

function otherVersions(hook: WorkloadPods, pods: PodIndex): ReturnType<Rule['check']> {
  const running = pods
    .workloads(hook.environment, hook.namespace)
    .flatMap(({ containers }) => containers.flatMap(({ container }) => container.image ?? []));
  return hook.containers.flatMap(({ container: { image = '' }, path }) => {
    const same = running.filter(
      (one) => tryRepository(one) !== undefined && tryRepository(one) === tryRepository(image),
    );
    if (same.length === 0 || same.includes(image)) return [];
    const message = `it runs ${image}, and the pods ${same[0] ?? ''}`;
    return [problem(hook.manifest, message, 'give it the image of the pods', `${path}.image`)];
  });
}

function tryRepository(image: string): string | undefined {
  const reference = tryParseImageReference(image);
  return reference && repositoryOf(reference);
}
