import { AccountId } from './account-id';
import { type ImageDigest } from './image-digest';
import { tryParseImageReference } from './image-reference';
import { invalid } from './invalid';
import { PinnedImage } from './pinned-image';

/** Where an Elastic Container Registry repository lives. */
export interface EcrLocation {
  /** The AWS account that owns the registry: 12 digits. */
  readonly account: string;
  /** The AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** The repository's name inside the registry, such as `order-service` or `shop/order-service`. */
  readonly name: string;
}

/** A place in a registry where the images of one service are kept; everything that names the image takes it from here. */
export class ImageRepository {
  /** A repository of Amazon ECR. Its address is computed, so a first synthesis needs no deployed AWS. */
  public static ecr(location: EcrLocation): ImageRepository {
    const account = AccountId.of(location.account);
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(location.region)) {
      throw invalid('ImageRepository.region', 'an AWS region such as "eu-west-1"', location.region);
    }
    if (
      !/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(location.name) ||
      location.name.length < 2 ||
      location.name.length > 256
    ) {
      throw invalid(
        'ImageRepository.name',
        'an ECR name of 2 to 256 lower-case letters, digits, ".", "_", "-" and "/"',
        location.name,
      );
    }
    const suffix = location.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return new ImageRepository(`${account.digits}.dkr.ecr.${location.region}.${suffix}`, location.name, location);
  }

  /** A repository of any other registry, by its address without tag or digest, such as `ghcr.io/acme/order-service`. */
  public static at(address: string): ImageRepository {
    const parsed = tryParseImageReference(address);
    if (
      parsed === undefined ||
      parsed.tag !== undefined ||
      parsed.digest !== undefined ||
      !address.startsWith(`${parsed.registry}/`)
    ) {
      throw invalid('ImageRepository', 'a registry host and a path without tag or digest', address);
    }
    return new ImageRepository(parsed.registry, parsed.path);
  }

  private constructor(
    /** The registry's host. */
    public readonly registry: string,
    /** The path inside the registry. */
    public readonly name: string,
    /** Present when the registry is Amazon ECR. */
    public readonly ecr?: EcrLocation,
  ) {}

  /** `registry/name`, with neither tag nor digest. */
  public get address(): string {
    return `${this.registry}/${this.name}`;
  }

  /** The repository's ARN; throws where the registry is not ECR. */
  public get arn(): string {
    if (!this.ecr) throw invalid('ImageRepository.arn', 'a repository of Amazon ECR', this.address);
    const partition = this.ecr.region.startsWith('cn-')
      ? 'aws-cn'
      : this.ecr.region.startsWith('us-gov-')
        ? 'aws-us-gov'
        : 'aws';
    return `arn:${partition}:ecr:${this.ecr.region}:${this.ecr.account}:repository/${this.name}`;
  }

  /** One image of this repository, by digest. */
  public pinned(digest: ImageDigest): PinnedImage {
    return PinnedImage.of(`${this.address}@${digest.text}`);
  }

  public toString(): string {
    return this.address;
  }
}
