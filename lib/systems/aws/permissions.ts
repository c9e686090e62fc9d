import { type PolicyDocument, type Statement, listOf } from './policy-document';
import { matchesWildcard } from './wildcard';

/**
 * Whether identity policies let their holder do something. Conditions count in favour: an Allow with one may apply, a
 * Deny with one may not. Boundaries, session policies and policies of the organisation are not looked at.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function mayDo(policies: readonly PolicyDocument[], action: string, resource: string): boolean {
  const statements = policies.flatMap((policy) => policy.Statement).filter((one) => covers(one, action, resource));
  const denied = statements.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined);
  return !denied && statements.some(({ Effect }) => Effect === 'Allow');
}

/** Whether a statement speaks of an action, by `Action` or around `NotAction`. Actions are compared without case. */
export function speaksOf(statement: Statement, action: string): boolean {
  const listed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase()));
  return statement.NotAction ? !listed(listOf(statement.NotAction)) : listed(listOf(statement.Action));
}

function covers(statement: Statement, action: string, resource: string): boolean {
  if (!speaksOf(statement, action)) return false;
  const listed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesWildcard(pattern, resource));
  return statement.NotResource ? !listed(listOf(statement.NotResource)) : listed(listOf(statement.Resource));
}
