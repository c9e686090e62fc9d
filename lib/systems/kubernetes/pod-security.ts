import { type Version } from '../../model';
import { baselineChecks } from './pod-security-baseline';
import { restrictedChecks } from './pod-security-restricted';
import { type PodSpec, containersOf } from './pod-spec';
import { type CheckedPod, type PodSecurityCheck } from './pod-security-check';

/** The levels of the Pod Security Standards, strictest first. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

export const POD_SECURITY_LEVELS: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** What a namespace asks of its pods. */
export interface PodSecurityPolicy {
  readonly level: PodSecurityLevel;
  /** The release of the standards: that of the cluster where the namespace says `latest`. */
  readonly version: Version;
}

/** A pod as the API server would judge it. */
export interface JudgedPod {
  readonly spec: PodSpec;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One field for which the API server refuses a pod. */
export interface PodSecurityViolation {
  /** The control, as upstream's admission names it, such as `allowPrivilegeEscalation`. */
  readonly control: string;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The field. */
  readonly path: string;
}

/**
 * Why a namespace would refuse a pod; nothing where it admits it. `path` is the field at which the pod spec stands.
 * It judges as the admission of Kubernetes does for standards from 1.25 on, without exemptions and feature gates.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityViolations(
  policy: PodSecurityPolicy,
  { spec, annotations = {} }: JudgedPod,
  path = 'spec',
): readonly PodSecurityViolation[] {
  const pod: CheckedPod = {
    spec,
    annotations,
    path,
    containers: containersOf(spec, path),
    version: policy.version,
    windows: spec.os?.name === 'windows',
  };
  return checksOf(policy.level).flatMap(({ control, check }) =>
    check(pod).map((found) => ({ control, message: found.message, path: found.path })),
  );
}

/** The strictest level whose namespaces admit a pod. */
export function strictestLevel(pod: JudgedPod, version: Version): PodSecurityLevel {
  const admits = (level: PodSecurityLevel): boolean => podSecurityViolations({ level, version }, pod).length === 0;
  return POD_SECURITY_LEVELS.find(admits) ?? 'privileged';
}

/** Some restricted checks say all that a baseline check says, and stand in for it. */
function checksOf(level: PodSecurityLevel): readonly PodSecurityCheck[] {
  if (level === 'privileged') return [];
  if (level === 'baseline') return baselineChecks;
  return everyCheck;
}

const covered = new Set(restrictedChecks.map(({ covers }) => covers));
const everyCheck = [...baselineChecks.filter(({ control }) => !covered.has(control)), ...restrictedChecks];
