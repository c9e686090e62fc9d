import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ImageRepository, type TagFamily, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type ImageWriteBack } from './image-write-back';

/** Which image of a repository is the newest. */
export class UpdateStrategy {
  /** The content that a moving tag points to now. Throws `UpdateStrategy.digest: …` for tags that do not move. */
  public static digest(tags: TagFamily): UpdateStrategy {
    if (!tags.moves) throw invalid('UpdateStrategy.digest', 'a tag that moves', tags.name, 'other tags never change');
    return new UpdateStrategy('digest', undefined, tags.prefix);
  }

  /** The highest release below a constraint, such as `1.x`. Throws `UpdateStrategy.semver: …`. */
  public static semver(constraint: string): UpdateStrategy {
    if (!/^[~^<>= ]*v?\d+(\.(\d+|x|\*)){0,2}( .*)?$/.test(constraint)) {
      throw invalid('UpdateStrategy.semver', 'a constraint such as "1.x" or "~1.4"', constraint);
    }
    return new UpdateStrategy('semver', String.raw`regexp:^v?\d+\.\d+\.\d+$`, constraint);
  }

  /** The image that was built last among the tags of a family. */
  public static newestBuild(tags: TagFamily): UpdateStrategy {
    return new UpdateStrategy('newest-build', `regexp:^${tags.prefix}[0-9a-f]+$`, undefined);
  }

  private constructor(
    private readonly strategy: string,
    private readonly allowTags: string | undefined,
    private readonly constraint: string | undefined,
  ) {}

  /** @internal */
  public _imageName(image: ImageRepository): string {
    return this.constraint === undefined ? image.address : `${image.address}:${this.constraint}`;
  }

  /** @internal */
  public _render(): object {
    return {
      updateStrategy: this.strategy,
      ...(this.allowTags === undefined ? {} : { allowTags: this.allowTags }),
    };
  }
}

export interface ImageUpdaterProps extends ObjectProps {
  /** The namespace it lies in, that of the Applications. @default "argocd" */
  readonly namespace?: string;
  /** The Application whose image is kept up to date. */
  readonly application: Named;
  /** The image. */
  readonly image: ImageRepository;
  /** Which of its tags is the newest. */
  readonly strategy: UpdateStrategy;
  /** Where the choice is written: a commit, so that Git goes on telling what runs. */
  readonly writeBack: ImageWriteBack;
}

/**
 * Keeps the image of one Application at the newest of its registry, by Argo CD Image Updater. It is the promoter of that
 * environment: let nobody else write the file.
 */
export class ImageUpdater extends Construct {
  public readonly name: string;

  /** Throws `ImageUpdater.<prop>: …` for names that are none. */
  public constructor(scope: Construct, id: string, props: ImageUpdaterProps) {
    super(scope, id);
    const { name, application, image, strategy, writeBack } = props;
    this.name = name;
    new ApiObject(this, 'Default', {
      apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
      kind: 'ImageUpdater',
      metadata: renderMetadata('ImageUpdater', { ...props, namespace: props.namespace ?? 'argocd' }),
      spec: {
        writeBackConfig: writeBack._render(),
        applicationRefs: [
          {
            namePattern: application.name,
            images: [
              {
                alias: 'service',
                imageName: strategy._imageName(image),
                commonUpdateSettings: strategy._render(),
                manifestTargets: { kustomize: { name: image.address } },
              },
            ],
          },
        ],
      },
    });
  }
}
