import { type KubernetesObject, type Manifest, type Origin, type TerraformResource, describe } from '../assembly';

/** `error`: something fails, opens a hole or silently does nothing. The rest is a `warning` or `advice`. */
export type Severity = 'error' | 'warning' | 'advice';

/** The severities, the worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'advice'];

/** Whether a severity is as bad as another or worse. */
export function isAtLeast(severity: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(other);
}

/** The thing that a finding is about. */
export interface Place {
  readonly origin: Origin;
  /** The object in words, such as `Rollout shop/order-service`. */
  readonly subject: string;
  readonly environment?: string;
  /** The field inside the object, such as `spec.steps[0].image`. */
  readonly path?: string;
}

/** What a rule says of one place, before the audit adds the rule's id and severity. */
export interface Problem {
  readonly place: Place;
  /** What is wrong, with the values in question: one sentence, lower case, no full stop. */
  readonly message: string;
  /** How to mend it. */
  readonly repair: string;
}

/** One mistake that a rule found. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly severity: Severity;
}

/** A problem at a Kubernetes object, a Terraform resource or any other place. */
export function problem(
  at: Manifest | TerraformResource | Place,
  message: string,
  repair: string,
  path?: string,
): Problem {
  return { place: placeOf(at, path), message, repair };
}

function placeOf(at: Manifest | TerraformResource | Place, path: string | undefined): Place {
  const field = path === undefined ? {} : { path };
  if ('subject' in at) return { ...at, ...field };
  if ('object' in at) return { origin: at.origin, subject: subjectOf(at), environment: at.environment, ...field };
  return { origin: at.origin, subject: `${at.type}.${at.name}`, ...field };
}

function subjectOf(manifest: { readonly object: KubernetesObject }): string {
  return describe(manifest.object);
}
