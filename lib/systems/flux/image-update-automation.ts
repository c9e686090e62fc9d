import { Construct } from 'constructs';
import * as image from '../../../imports/image.toolkit.fluxcd.io';
import { Duration, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type GitRepository } from './git-repository';

export interface ImageUpdateAutomationProps extends ObjectProps {
  /** The GitOps repository; it has to follow a branch. */
  readonly source: GitRepository;
  /** The folder of the files with markers, such as `promoted/staging/orders`; nobody else writes there. */
  readonly path: string;
  /** The branch that is pushed: people merge it. The branch of `source` itself lets every new image in unseen. */
  readonly push: string;
  /** Who the commits are by. */
  readonly author: { readonly name: string; readonly email: string };
  /** How often it looks. @default 5 minutes */
  readonly interval?: Duration;
}

/** Writes what the ImagePolicies of its namespace have chosen into the files that hold their markers. */
export class ImageUpdateAutomation extends Construct {
  /** Throws `ImageUpdateAutomation.<field>: …`. */
  public constructor(scope: Construct, id: string, props: ImageUpdateAutomationProps) {
    super(scope, id);
    const { source, path, push, author, interval = Duration.minutes(5) } = props;
    const branch = source.ref.tryBranch;
    if (branch === undefined) {
      throw invalid('ImageUpdateAutomation.source', 'a GitRepository that follows a branch', source.name);
    }
    if (!/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w.\/-]+$/.test(path)) {
      throw invalid('ImageUpdateAutomation.path', 'a folder as a path from the root of the repository', path);
    }
    new image.ImageUpdateAutomation(this, 'Default', {
      metadata: renderMetadata('ImageUpdateAutomation', props),
      spec: {
        interval: interval.toString(),
        sourceRef: { kind: image.ImageUpdateAutomationSpecSourceRefKind.GIT_REPOSITORY, name: source.name },
        git: {
          checkout: { ref: { branch } },
          commit: { author: { name: author.name, email: author.email }, messageTemplate: MESSAGE },
          push: { branch: push },
        },
        update: { path: `./${path}`, strategy: image.ImageUpdateAutomationSpecUpdateStrategy.SETTERS },
      },
    });
  }
}

const MESSAGE = 'Run {{ range .Changed.Changes }}{{ .NewValue }} {{ end }}';
