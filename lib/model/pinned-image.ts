import { ImageDigest } from './image-digest';
import { type ImageReference, tryParseImageReference } from './image-reference';
import { invalid } from './invalid';

/** An image that can only ever mean one content: its reference carries a digest. A tag beside it is a label for people. */
export class PinnedImage {
  /** Reads `registry/path[:tag]@sha256:…`. Throws `PinnedImage: …` for anything without a digest. */
  public static of(reference: string): PinnedImage {
    const parsed = tryParseImageReference(reference);
    if (!parsed?.digest || !ImageDigest.isDigest(parsed.digest)) {
      throw invalid(
        'PinnedImage',
        'an image reference with a digest ("…@sha256:…")',
        reference,
        'a tag can be moved to another image',
      );
    }
    return new PinnedImage(parsed, ImageDigest.of(parsed.digest));
  }

  private constructor(
    private readonly parsed: ImageReference,
    public readonly digest: ImageDigest,
  ) {}

  public get registry(): string {
    return this.parsed.registry;
  }
  public get path(): string {
    return this.parsed.path;
  }
  public get tag(): string | undefined {
    return this.parsed.tag;
  }

  /** `registry/path`, with neither tag nor digest. */
  public get repository(): string {
    return `${this.registry}/${this.path}`;
  }

  /** The whole reference, as a container runtime pulls it. */
  public get reference(): string {
    return `${this.repository}${this.tag === undefined ? '' : `:${this.tag}`}@${this.digest.text}`;
  }

  /** The same image in a mirror: the content is the same, so the digest stays. */
  public mirroredTo(registry: string): PinnedImage {
    return PinnedImage.of(
      `${registry}/${this.path}${this.tag === undefined ? '' : `:${this.tag}`}@${this.digest.text}`,
    );
  }

  public toString(): string {
    return this.reference;
  }
}
