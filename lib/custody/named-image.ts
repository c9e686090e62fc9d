import { repositoryOf, tryParseImageReference } from '../model';
import { referencesIn } from '../systems/tekton/substitution';
import { OPEN, masked } from './open-text';

/** What a text of a pipeline says of an image, as far as it can be told before it runs. */
export interface NamedImage {
  /** `registry/path`; nothing where it is open. */
  readonly repository?: string;
  /** The tag, with `…` for what is open; nothing where the text names none. */
  readonly tag?: string;
  /** Whether a digest is named. */
  readonly byDigest: boolean;
  /** The tasks whose results are part of the text. */
  readonly producers: readonly string[];
}

/** Reads the name of an image. */
export function namedImage(text: string): NamedImage {
  const [name = '', digest] = masked(text.replace(/^docker:\/\//, '')).split('@');
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const reference = tryParseImageReference(tagged ? name.slice(0, colon) : name);
  const results = referencesIn(text).filter(({ parts }) => parts[0] === 'tasks' && parts[2] === 'results');
  return {
    ...(reference === undefined ? {} : { repository: repositoryOf(reference) }),
    ...(tagged && digest === undefined ? { tag: name.slice(colon + 1) } : {}),
    byDigest: digest !== undefined,
    producers: [...new Set(results.flatMap(({ parts }) => parts[1] ?? []))],
  };
}

/** A tag that the open tag may become: a commit stands for what is not known. */
export function sampleOf(tag: string): string {
  return tag.replaceAll(OPEN, '0123456789abcdef0123456789abcdef01234567');
}
