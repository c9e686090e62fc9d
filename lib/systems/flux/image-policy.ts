import { Construct } from 'constructs';
import * as image from '../../../imports/image.toolkit.fluxcd.io';
import { Duration, type ImageRepository, type TagFamily, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

export interface ScannedImageProps extends ObjectProps {
  /** The repository whose tags are read. */
  readonly image: ImageRepository;
  /** The Secret with the registry's credentials, made elsewhere. @default none */
  readonly secret?: Named;
  /** The cloud whose identity opens the registry. @default none */
  readonly login?: 'aws' | 'azure' | 'gcp';
  /** How often the tags are read; a `Receiver` makes it happen at once. @default 5 minutes */
  readonly interval?: Duration;
}

/** The tags of one image as Flux has read them: upstream's ImageRepository. */
export class ScannedImage extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: ScannedImageProps) {
    super(scope, id);
    const { secret, login, interval = Duration.minutes(5) } = props;
    this.name = props.name;
    new image.ImageRepository(this, 'Default', {
      metadata: renderMetadata('ScannedImage', props),
      spec: {
        image: props.image.address,
        interval: interval.toString(),
        timeout: '1m',
        ...(login && { provider: CLOUDS[login] }),
        ...(secret && { secretRef: { name: secret.name } }),
      },
    });
  }
}

const CLOUDS = {
  aws: image.ImageRepositorySpecProvider.AWS,
  azure: image.ImageRepositorySpecProvider.AZURE,
  gcp: image.ImageRepositorySpecProvider.GCP,
} as const;

export interface ImagePolicyProps extends ObjectProps {
  readonly scanned: ScannedImage;
  /** The tags to choose from, the same that the build pushes: `TagFamily.timed` or `TagFamily.release`. */
  readonly tags: TagFamily;
}

/** The newest of the tags that the build pushes, with its digest. Others in the repository are not looked at. */
export class ImagePolicy extends Construct {
  public readonly name: string;

  /** Throws `ImagePolicy.tags: …` for tags that cannot be ordered, such as those of a commit alone. */
  public constructor(scope: Construct, id: string, props: ImagePolicyProps) {
    super(scope, id);
    this.name = props.name;
    new image.ImagePolicy(this, 'Default', {
      metadata: renderMetadata('ImagePolicy', props),
      spec: {
        imageRepositoryRef: { name: props.scanned.name },
        ...newestOf(props.tags),
        digestReflectionPolicy: image.ImagePolicySpecDigestReflectionPolicy.IF_NOT_PRESENT,
      },
    });
  }
}

function newestOf({ order, name }: TagFamily): Pick<image.ImagePolicySpec, 'filterTags' | 'policy'> {
  if (!order) {
    throw invalid(
      'ImagePolicy.tags',
      'tags that have an order',
      `tags of a ${name}`,
      'use TagFamily.timed or TagFamily.release',
    );
  }
  const policy =
    order.by === 'number'
      ? { numerical: { order: image.ImagePolicySpecPolicyNumericalOrder.ASC } }
      : { semver: { range: '>=0.0.0' } };
  return { filterTags: { pattern: order.pattern, extract: '$order' }, policy };
}
