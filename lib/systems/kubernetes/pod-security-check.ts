import { readOnce } from '../../assembly';
import { type Version } from '../../model';
import { type PodContainer, type PodSpec, type SharedSecurityContext } from './pod-spec';

/** A pod on its way through the checks. */
export interface CheckedPod {
  readonly spec: PodSpec;
  readonly annotations: Readonly<Record<string, string>>;
  readonly path: string;
  readonly containers: readonly PodContainer[];
  readonly version: Version;
  /** Pods of Windows cannot say some things, and are not asked for them. */
  readonly windows: boolean;
}

/** A field that a check refuses. */
export interface RefusedField {
  readonly message: string;
  readonly path: string;
}

/** One control of the Pod Security Standards. */
export interface PodSecurityCheck {
  readonly control: string;
  /** The baseline control that this restricted one says all of. */
  readonly covers?: string;
  readonly check: (pod: CheckedPod) => readonly RefusedField[];
}

/** A security context, and whose it is. */
export interface OwnedContext {
  readonly owner: string;
  readonly path: string;
  readonly context: SharedSecurityContext;
}

/** The security context of the pod, then those of its containers; an empty one where there is none. */
export const securityContexts = readOnce<readonly OwnedContext[], CheckedPod>(({ spec, path, containers }) => [
  { owner: 'the pod', path: `${path}.securityContext`, context: spec.securityContext ?? {} },
  ...containers.map((one) => ({
    owner: ownerOf(one),
    path: `${one.path}.securityContext`,
    context: one.container.securityContext ?? {},
  })),
]);

/** A container in words. */
export function ownerOf({ container }: PodContainer): string {
  return `container "${container.name}"`;
}

/** A check that looks at each container by itself. */
export function eachContainer(
  refuses: (one: PodContainer, pod: CheckedPod) => RefusedField | undefined | false,
): PodSecurityCheck['check'] {
  return (pod) =>
    pod.containers.map((one) => refuses(one, pod)).filter((found) => found !== undefined && found !== false);
}

/** A check that looks at each security context by itself. */
export function eachContext(
  refuses: (one: OwnedContext, pod: CheckedPod) => RefusedField | undefined | false,
): PodSecurityCheck['check'] {
  return (pod) =>
    securityContexts(pod)
      .map((one) => refuses(one, pod))
      .filter((found) => found !== undefined && found !== false);
}
