import {
  type ValidatingPolicySpec,
  ValidatingPolicySpecFailurePolicy,
  ValidatingPolicySpecValidationActions,
} from '../../../imports/policies.kyverno.io';
import { type Platform, invalid } from '../../model';
import { type Namespaces } from './namespaces';
import { type PodSource, WHEN_PODS_CHANGE } from './pod-source';

/** The spec of a ValidatingPolicy that keeps out what fails, by one way. */
export function renderValidatingPolicy(
  source: PodSource,
  namespaces: Namespaces,
  judgement: Pick<ValidatingPolicySpec, 'variables' | 'validations'>,
): ValidatingPolicySpec {
  return {
    matchConstraints: source._matchConstraints(namespaces),
    matchConditions: [WHEN_PODS_CHANGE],
    ...judgement,
    validationActions: [ValidatingPolicySpecValidationActions.DENY],
    failurePolicy: ValidatingPolicySpecFailurePolicy.FAIL,
  };
}

/** Throws unless Kyverno serves `policies.kyverno.io/v1`. */
export function assertValidatingPolicies(place: string, { kyverno }: Platform): void {
  if (!kyverno.isAtLeast('1.17')) throw invalid(place, 'Kyverno 1.17 or newer', `Kyverno ${kyverno}`);
}
