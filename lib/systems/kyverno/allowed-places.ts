import { repositoryOf, tryParseImageReference } from '../../model';
import { type CelPolicySpec } from './kinds';

const TERM = String.raw`image\.startsWith\('[^']*'\)|image == '[^']*'`;
const TERMS = new RegExp(String.raw`^\s*\(?\s*(?:${TERM})(?:\s*\|\|\s*(?:${TERM}))*[\s)]*$`);

/**
 * What a list of allowed images admits, where the policy is written in the plain form that can be read without CEL:
 * every image begins with one of some texts, or is one of them. Nothing for any other policy.
 */
export function tryAllowedPlaces({ variables = [], validations = [] }: CelPolicySpec): AllowedPlaces | undefined {
  const expressions = [...variables, ...validations].map(({ expression }) => expression);
  for (const expression of expressions) {
    const terms = /(?:\.filter\(image, !\(|\.all\(image, )([\s\S]*)$/.exec(expression)?.[1];
    if (terms !== undefined && TERMS.test(terms)) return new AllowedPlaces(terms);
  }
  return undefined;
}

/** The places of one list. */
export class AllowedPlaces {
  private readonly beginnings: readonly string[];
  private readonly whole: ReadonlySet<string>;

  public constructor(terms: string) {
    this.beginnings = texts(terms, /image\.startsWith\('([^']*)'\)/g);
    this.whole = new Set(texts(terms, /image == '([^']*)'/g));
  }

  /** Whether an image is admitted. An address alone is taken for what it becomes: that image by some digest. */
  public admits(image: string): boolean {
    const parsed = tryParseImageReference(image);
    if (!parsed) return true;
    const tag = parsed.tag === undefined ? '' : `:${parsed.tag}`;
    const bare = parsed.tag === undefined && parsed.digest === undefined;
    const digest = bare || parsed.digest !== undefined ? `@${parsed.digest ?? ''}` : '';
    const full = `${repositoryOf(parsed)}${tag}${digest}`;
    return this.whole.has(full) || this.beginnings.some((beginning) => full.startsWith(beginning));
  }
}

function texts(expression: string, pattern: RegExp): readonly string[] {
  return [...expression.matchAll(pattern)].map(([, text]) => text ?? '');
}
