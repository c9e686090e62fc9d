import { type RequestContext, tryMeets } from './condition';
import { speaksOf } from './permissions';
import { type PolicyDocument, type Principal, type Statement, listOf } from './policy-document';

/** Somebody who asks STS for a role's credentials. */
export interface AssumeRoleRequest {
  /** The kind of principal: `Federated` for an identity provider, `Service` for an AWS service. */
  readonly principal: 'Federated' | 'Service';
  /** The provider's ARN, or the service's name. */
  readonly id: string;
  readonly action: string;
  /** The condition keys that STS fills from the token or the request. */
  readonly context: RequestContext;
}

/**
 * Whether a role's trust policy lets a request in. Where a condition cannot be decided here the answer leans to yes: a
 * rule that asks this looks for strangers.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function mayAssume(policy: PolicyDocument, request: AssumeRoleRequest): boolean {
  const concerned = policy.Statement.filter((statement) => concerns(statement, request));
  const denied = concerned.some(
    (statement) => statement.Effect === 'Deny' && tryMeets(statement.Condition, request.context) === true,
  );
  return (
    !denied &&
    concerned.some(
      (statement) => statement.Effect === 'Allow' && tryMeets(statement.Condition, request.context) !== false,
    )
  );
}

/**
 * The request that a token of an OIDC provider makes. The host that stands before its claims in condition keys is read
 * from the provider's ARN, unless it is given because the ARN is not known.
 */
export function webIdentityRequest(
  provider: string,
  claims: Readonly<Record<string, string>>,
  host = provider.replace(/^.*:oidc-provider\//, ''),
): AssumeRoleRequest {
  return {
    principal: 'Federated',
    id: provider,
    action: 'sts:AssumeRoleWithWebIdentity',
    context: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${host}:${claim}`, value])),
  };
}

function concerns(statement: Statement, request: AssumeRoleRequest): boolean {
  if (!speaksOf(statement, request.action)) return false;
  return statement.NotPrincipal
    ? !names(statement.NotPrincipal, request)
    : statement.Principal !== undefined && names(statement.Principal, request);
}

function names(principal: Principal, { principal: kind, id }: AssumeRoleRequest): boolean {
  if (principal === '*') return true;
  return listOf(principal[kind]).some((one) => one === id || one === '*');
}
