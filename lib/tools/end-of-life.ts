import { type ImageReference } from '../model';
import { DISCONTINUED, RELEASE_LINES } from './release-lines';

/** A release that gets no fixes any more. */
export interface EndOfLife {
  /** The product and its release line, such as `Go 1.22`. */
  readonly release: string;
  /** The day of the last fixes, or their month; nothing where it is long ago, or nobody announced it. */
  readonly on?: string;
  /** An image of a line that gets fixes for long. */
  readonly instead: string;
}

/** The end of the release line that an image names; nothing where it gets fixes, or nobody here knows. */
export function tryEndOfLife({ path, tag = '' }: ImageReference): EndOfLife | undefined {
  const image = path.replace(/^docker\/library\//, 'library/');
  const name = image.replace(/^library\//, '');
  const gone = Object.hasOwn(DISCONTINUED, image) ? DISCONTINUED[image] : undefined;
  if (gone) return { release: name, ...gone };
  const product = Object.hasOwn(RELEASE_LINES, image) ? RELEASE_LINES[image] : undefined;
  const line = product?.line.exec(tag)?.[1];
  if (!product || line === undefined) return undefined;
  const { ended, kept = [] } = product;
  if (!Object.hasOwn(ended, line) && (kept.includes(line) || !isOlder(line, Object.keys(ended)))) return undefined;
  const on = ended[line];
  const end = { release: `${product.name} ${line}`, instead: `${name}:${product.instead}` };
  return on === undefined ? end : { ...end, on };
}

/** Whether a line comes before all of some, of which those that have a name alone do not count. */
function isOlder(line: string, lines: readonly string[]): boolean {
  return lines.filter((one) => /^\d/.test(one)).every((other) => compare(line, other) < 0);
}

function compare(a: string, b: string): number {
  const [major = 0, minor = 0] = a.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
