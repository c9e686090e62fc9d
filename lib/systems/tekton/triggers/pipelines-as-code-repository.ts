import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type GitHubRepository, invalid } from '../../../model';
import { type ObjectProps, renderMetadata } from '../object-props';

/** One key of a Secret in the namespace of the Repository. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

export interface PipelinesAsCodeRepositoryProps extends Omit<ObjectProps, 'description'> {
  /** The repository whose `.tekton` folder is run, in the namespace of this object. */
  readonly repository: GitHubRepository;
  /** How many of its runs may run side by side; the others wait. @default as many as there are */
  readonly concurrency?: number;
  /** A token and a webhook of one's own. @default the GitHub App that Pipelines-as-Code is installed with */
  readonly webhook?: { readonly token: SecretKey; readonly secret: SecretKey };
}

/** Says that the `.tekton` folder of a repository is run in a namespace. */
export class PipelinesAsCodeRepository extends Construct {
  public readonly name: string;

  /** Throws `PipelinesAsCodeRepository.<field>: …` for a name that is no DNS label, or less than one run at a time. */
  public constructor(scope: Construct, id: string, props: PipelinesAsCodeRepositoryProps) {
    super(scope, id);
    const { repository, concurrency, webhook } = props;
    if (concurrency !== undefined && (!Number.isInteger(concurrency) || concurrency < 1)) {
      throw invalid('PipelinesAsCodeRepository.concurrency', 'a whole number of 1 or more', concurrency);
    }
    this.name = props.name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'pipelinesascode.tekton.dev/v1alpha1',
      kind: 'Repository',
      metadata: renderMetadata('PipelinesAsCodeRepository', props),
      spec: {
        url: repository.url,
        ...(concurrency === undefined ? {} : { concurrency_limit: concurrency }),
        ...(webhook === undefined
          ? {}
          : { git_provider: { type: 'github', secret: webhook.token, webhook_secret: webhook.secret } }),
      },
    });
  }
}
