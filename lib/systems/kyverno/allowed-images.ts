import { type ImageRepository, type PinnedImage, invalid, tryParseImageReference } from '../../model';

/** A place from which images may be pulled. */
export class AllowedImages {
  /** Every image of one repository, by tag or digest; not those of another whose name begins the same way. */
  public static repository(repository: ImageRepository): AllowedImages {
    const { address } = repository;
    return new AllowedImages([`image.startsWith('${address}:')`, `image.startsWith('${address}@')`]);
  }

  /** One image and no other, such as a pinned tool. */
  public static image(image: PinnedImage): AllowedImages {
    return new AllowedImages([`image == '${image.reference}'`]);
  }

  /** Everything in a registry, or below a path of it: `registry.k8s.io`, `ghcr.io/acme`, `docker.io/library`. */
  public static below(path: string): AllowedImages {
    const parsed = tryParseImageReference(`${path}/image`);
    if (!parsed || !`${path}/`.startsWith(`${parsed.registry}/`)) {
      throw invalid('AllowedImages.below', "a registry's host, or a path below it, without a slash at the end", path);
    }
    return new AllowedImages([`image.startsWith('${path}/')`]);
  }

  private constructor(private readonly tests: readonly string[]) {}

  /** @internal CEL over `image`: a reference that begins with its registry. */
  public _render(): string {
    return this.tests.join(' || ');
  }
}
