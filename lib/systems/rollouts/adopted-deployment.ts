import { dnsLabel } from '../../model';
import { type OwnedFields } from '../kubernetes/owned-fields';

/**
 * A Deployment that becomes a Rollout without a gap. The Rollout reads its pod template and runs beside it, so the pods are
 * there twice for a while; once the Rollout serves, the Deployment is scaled down. Then delete it, and leave `adopts` out:
 * the Rollout goes on with its own template, which starts no release while both are the same.
 */
export interface AdoptedDeployment {
  /** The Deployment, in the namespace of the Rollout. Its pods have the labels of the Rollout's `template`. */
  readonly name: string;
  /**
   * When the Deployment is scaled down: never, once the Rollout is healthy, or pod by pod as the Rollout grows.
   * @default "onsuccess"
   */
  readonly scaleDown?: 'never' | 'onsuccess' | 'progressively';
}

/** The `workloadRef` of a Rollout. Throws `Rollout.adopts: …`. */
export function renderWorkloadRef({ name, scaleDown = 'onsuccess' }: AdoptedDeployment): object {
  dnsLabel('Rollout.adopts', name);
  return { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name, scaleDown } };
}

/** The replicas of a Deployment that the controller scales down. */
export function ownedInDeployment({ name, scaleDown }: AdoptedDeployment): readonly OwnedFields[] {
  if (scaleDown === 'never') return [];
  return [{ group: 'apps', kind: 'Deployment', name, jqPathExpressions: ['.spec.replicas'] }];
}
