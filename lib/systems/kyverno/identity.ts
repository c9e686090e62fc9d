import { type IdentityCriteria } from './kinds';
import { tryCompileRegExp, wildcardMatches } from './match';

/** What a signing certificate says of its owner. */
export interface Certificate {
  /** The subject alternative name. */
  readonly subject: string;
  /** The issuer of the token that was shown to Fulcio. */
  readonly issuer: string;
  /** `githubWorkflowRepository`: the repository whose run signed, `owner/name`. */
  readonly repository?: string;
}

/** Whether a policy takes a certificate, and why not. */
export type Decision = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/**
 * What ImageValidatingPolicy, and ClusterPolicy of type SigstoreBundle, say to the certificate of a sigstore bundle:
 * text is compared exactly, expressions may match anywhere, both must fit where both are given, and neither subject nor
 * issuer may be left open. More than one identity in an attestor is refused as such.
 */
export function decideForBundle(identities: readonly IdentityCriteria[], certificate: Certificate): Decision {
  const [identity, ...more] = identities;
  if (!identity) return refused('it names no identity');
  if (more.length > 0) return refused('it names more than one identity, which no bundle can satisfy');
  if (!identity.subject && !identity.subjectRegExp) return refused('it names no subject');
  if (!identity.issuer && !identity.issuerRegExp) return refused('it names no issuer');
  const wrong =
    differs('subject', certificate.subject, identity.subject, (wanted, given) => wanted === given) ??
    misfits('subject', certificate.subject, identity.subjectRegExp) ??
    differs('issuer', certificate.issuer, identity.issuer, (wanted, given) => wanted === given) ??
    misfits('issuer', certificate.issuer, identity.issuerRegExp);
  return wrong === undefined ? { accepted: true } : refused(wrong);
}

/**
 * What ClusterPolicy of type Cosign says to the certificate of a `.sig` signature: `*` and `?` are wildcards in subject
 * and issuer, subject or expression suffices, and what is left open admits anyone.
 */
export function decideForCosign(
  identity: IdentityCriteria & { readonly additionalExtensions?: Readonly<Record<string, string>> },
  certificate: Certificate,
): Decision {
  const bySubject = differs('subject', certificate.subject, identity.subject, wildcardMatches);
  const byExpression = misfits('subject', certificate.subject, identity.subjectRegExp);
  const open = !identity.subject && !identity.subjectRegExp;
  const fits =
    open || (identity.subject && bySubject === undefined) || (identity.subjectRegExp && byExpression === undefined);
  const wrong =
    (fits ? undefined : (bySubject ?? byExpression)) ??
    differs('issuer', certificate.issuer, identity.issuer, wildcardMatches) ??
    misfits('issuer', certificate.issuer, identity.issuerRegExp) ??
    differs(
      'calling repository',
      certificate.repository ?? '',
      identity.additionalExtensions?.['githubWorkflowRepository'],
      wildcardMatches,
    );
  return wrong === undefined ? { accepted: true } : refused(wrong);
}

function differs(
  what: string,
  given: string,
  wanted: string | undefined,
  matches: (wanted: string, given: string) => boolean,
): string | undefined {
  if (!wanted || matches(wanted, given)) return undefined;
  return `it wants the ${what} ${wanted}, the certificate says ${given}`;
}

function misfits(what: string, given: string, expression: string | undefined): string | undefined {
  if (!expression) return undefined;
  const matches = tryCompileRegExp(expression);
  if (!matches) return `its expression for the ${what} cannot be read: ${expression}`;
  return matches(given) ? undefined : `it wants a ${what} like ${expression}, the certificate says ${given}`;
}

function refused(reason: string): Decision {
  return { accepted: false, reason };
}

/** What several attestors say of which one suffices: the first acceptance, else the first refusal. */
export function firstAccepted(decisions: readonly Decision[]): Decision {
  return decisions.find(({ accepted }) => accepted) ?? decisions[0] ?? refused('it trusts no keyless signer');
}
