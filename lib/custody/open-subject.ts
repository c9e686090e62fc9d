import { type Decision } from '../systems/kyverno/identity';
import { type PlacedCriteria } from '../systems/kyverno/identity-criteria';
import { wildcardMatches } from '../systems/kyverno/match';
import { type Verification } from '../systems/kyverno/verification';
import { type KeylessIdentity } from './keyless-identity';
import { OPEN } from './open-text';

/** Whether nothing of a subject is left to the run: neither its branch nor the name of its repository. */
export function isKnownSubject(subject: string): boolean {
  return !subject.includes(OPEN);
}

/** Whether an open subject may become another, in some run. */
export function mayBecome(open: string, subject: string): boolean {
  return wildcardMatches(open.replaceAll(OPEN, '*'), subject);
}

/**
 * What a policy says to a signer of whom only a part is known: it refuses for sure where nothing that it names can be
 * meant. Whatever the signer could become to please it is tried.
 */
export function tryDecideOpen(
  policy: Verification,
  named: readonly PlacedCriteria[],
  { subject, issuer = '', repository }: KeylessIdentity,
): Decision | undefined {
  const samples = named.map(({ criteria }) => trySample(subject, criteria.subject, criteria.subjectRegExp));
  const isAsked = repository === undefined && named.some(({ extensions }) => extensions !== undefined);
  if (isAsked || samples.includes(undefined)) return undefined;
  const decisions = [subject, ...samples].map((one) =>
    policy.decide({ subject: one ?? '', issuer, ...(repository === undefined ? {} : { repository }) }),
  );
  return decisions.some(({ accepted }) => accepted) ? undefined : decisions[0];
}

/** The subject that comes nearest to what is wanted; nothing where that cannot be told. */
function trySample(open: string, wanted: string | undefined, expression: string | undefined): string | undefined {
  // An expression that begins as no such subject does refuses all of them; one that may fit is not followed.
  if (expression !== undefined) return begin(open, literalStart(expression)) ? undefined : open.replaceAll(OPEN, 'x');
  if (wanted === undefined) return open;
  const [path, ref] = partsOf(open);
  const [wantedPath, wantedRef] = partsOf(wanted);
  const [first, last] = [tryFilled(path, wantedPath), tryFilled(ref, wantedRef)];
  return first === undefined || last === undefined ? undefined : `${first}@${last}`;
}

function partsOf(subject: string): readonly [path: string, ref: string] {
  const at = subject.lastIndexOf('@');
  return at < 0 ? [subject, ''] : [subject.slice(0, at), subject.slice(at + 1)];
}

/** The open part as the wanted one, where it may become that; two patterns that may overlap are not followed. */
function tryFilled(open: string, wanted: string): string | undefined {
  if (!open.includes(OPEN)) return open;
  if (mayBecome(open, wanted)) return wanted.replace(/[*?]/g, 'x');
  return /[*?]/.test(wanted) ? undefined : open;
}

/** Whether one text may go on as the other, both known up to where they end or are open. */
function begin(open: string, start: string): boolean {
  const [sure = ''] = open.split(OPEN);
  return sure.startsWith(start) || start.startsWith(sure);
}

/** The text that whatever fits an expression begins with, as far as it is plain. */
function literalStart(expression: string): string {
  if (!expression.startsWith('^') || expression.includes('|')) return '';
  const [plain = ''] = /^(?:[^\\^$.|?*+()[\]{}]|\\[^A-Za-z0-9])*/.exec(expression.slice(1)) ?? [];
  const rest = expression.slice(1 + plain.length);
  const sure = /^[?*{]/.test(rest) ? plain.replace(/\\?.$/, '') : plain;
  return sure.replaceAll(/\\(.)/g, '$1');
}
