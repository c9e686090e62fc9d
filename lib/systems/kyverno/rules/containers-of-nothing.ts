import { type Rule, problem } from '../../../audit';
import { expressionsOf } from '../image-validating-policy-verification';
import { type CelPolicySpec, type ResourceRule } from '../kinds';
import { allowList, matching, objects } from './examples';

const IMAGES = "image.startsWith('ghcr.io/acme/')";

export const containersOfNothing: Rule = {
  id: 'KYV078',
  severity: 'error',
  title: 'a policy reads the containers of objects that have none',
  why: 'it is installed and green and judges no pod: what it should refuse is admitted',
  repair:
    'name the resources that hold containers, in the group that serves them: pods in the core group, rollouts in argoproj.io',
  reference:
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules',
  good: objects(allowList(IMAGES)),
  bad: objects(allowList(IMAGES, { matchConstraints: matching('configmaps') })),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ValidatingPolicy').flatMap((policy) => {
      const rules = policy.object.spec.matchConstraints?.resourceRules ?? [];
      if (rules.length === 0 || rules.some(mayHoldContainers) || !readsContainers(policy.object.spec)) return [];
      return problem(
        policy,
        `it reads containers, and judges ${[...new Set(rules.flatMap(namesIn))].join(', ')} alone, which have none`,
        'judge pods of the core group, or another resource that holds containers',
        'spec.matchConstraints.resourceRules',
      );
    }),
};

function readsContainers(spec: CelPolicySpec): boolean {
  return expressionsOf(spec).some((cel) =>
    /\bspec\b[^\n]*\b(containers|initContainers|ephemeralContainers)\b/.test(cel),
  );
}

/** What holds containers in the groups whose resources are all known here. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'pods/ephemeralcontainers', 'pods/resize', 'podtemplates', 'replicationcontrollers'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
  'argoproj.io': [
    'rollouts',
    'experiments',
    'analysisruns',
    'analysistemplates',
    'clusteranalysistemplates',
    'cronworkflows',
    'clusterworkflowtemplates',
    'eventsources',
    'sensors',
    'workflows',
    'workflowtemplates',
  ],
};

function mayHoldContainers({ apiGroups = [], resources = [] }: ResourceRule): boolean {
  return apiGroups.some((group) => {
    const holders = Object.hasOwn(HOLDERS, group) ? HOLDERS[group] : undefined;
    if (group === '*') return true;
    return holders ? resources.some((one) => isAnyOf(one, holders)) : !isKnownGroup(group);
  });
}

function isAnyOf(resource: string, holders: readonly string[]): boolean {
  return resource.startsWith('*') || holders.includes(resource);
}

/** A group of Kubernetes itself has no dot, or ends like its own; others may have any resource. */
function isKnownGroup(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function namesIn({ apiGroups = [], resources = [] }: ResourceRule): readonly string[] {
  return apiGroups.flatMap((group) => resources.map((one) => (group === '' ? one : `${one}.${group}`)));
}
