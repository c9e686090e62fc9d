import { type KubernetesObject, type Manifest } from '../output';

/** Of a policy, which requests it is about. */
interface PolicySpec {
  readonly matchConstraints?: { readonly resourceRules?: readonly { readonly resources?: readonly string[] }[] };
}

/** Whether a policy is about `kubectl debug`, which adds a container to a running pod, and about nothing else. */
export function judgesDebuggingAlone({ object }: Manifest): boolean {
  const { matchConstraints } = object.spec as PolicySpec;
  const resources = (matchConstraints?.resourceRules ?? []).flatMap((rule) => rule.resources ?? []);
  return resources.length > 0 && resources.every((resource) => resource === 'pods/ephemeralcontainers');
}

/** The command never asks about a part of a resource: the same policy, about whole pods that are made. */
export function aboutWholePods(policy: string): string {
  return policy.replace('- pods/ephemeralcontainers', '- pods').replace('- UPDATE', '- CREATE');
}

/** A pod after `kubectl debug`. @default an image like that of its first container */
export function debugged(pod: KubernetesObject, image = firstImageOf(pod)): KubernetesObject {
  return { ...pod, spec: { ...(pod.spec as object), ephemeralContainers: [{ name: 'debugger', image }] } };
}

function firstImageOf({ spec }: KubernetesObject): string | undefined {
  return (spec as { readonly containers?: readonly { readonly image?: string }[] }).containers?.[0]?.image;
}
