import { Construct } from 'constructs';
import { AccountId, type GitHubRepository, ImageRepository, TagFamily } from '../../../model';
import { type CallJob, type CallProps } from '../call-job';
import { type Text, text } from '../expression';
import { Input } from '../input';
import { On } from '../on';
import { type None, ReusableWorkflow } from '../reusable-workflow';
import { type Runner } from '../runner';
import { type ImagePlatform } from './image-intent';
import { imageGraph } from './image-graph';
import { type AssumedRole, ecrSteps, gitHubSteps, type ImagePlace } from './registry-login';
import { Scanner } from './scanner';

/** A registry that holds the images of many services. */
export class SharedRegistry {
  /** Amazon ECR, through a role that trusts the reusable workflow in the runs of its callers. */
  public static ecr(props: {
    readonly account: string;
    readonly region: string;
    readonly role: AssumedRole;
  }): SharedRegistry {
    const { registry } = ImageRepository.ecr({ ...props, name: 'any' });
    return new SharedRegistry(registry, () => ecrSteps({ ...props, account: AccountId.of(props.account).digits }));
  }

  /** The packages of one owner in GitHub's own registry. */
  public static gitHub(owner: string): SharedRegistry {
    const { registry, name } = ImageRepository.at(`ghcr.io/${owner.toLowerCase()}/any`);
    return new SharedRegistry(`${registry}/${name.replace(/\/any$/, '')}`, gitHubSteps);
  }

  private constructor(
    /** What stands before the name of an image. */
    public readonly address: string,
    private readonly login: ImagePlace['login'],
  ) {}

  /** @internal */
  public _place(name: Text): ImagePlace {
    return { address: text`${this.address}/${name}`, login: this.login };
  }
}

export interface ReusableBuildProps {
  /** The repository of the platform, where the workflow is kept. */
  readonly repository: GitHubRepository;
  /** Where the images of all callers are kept. */
  readonly registry: SharedRegistry;
  /** The platforms of the images, and a machine of each. @default both, on the machines of GitHub */
  readonly platforms?: Readonly<Partial<Record<ImagePlatform, Runner>>>;
  /** What looks for vulnerabilities, and when it fails. @default Scanner.trivy() */
  readonly scanner?: Scanner;
  /** Whether GitHub states how the image was built; private repositories need GitHub Enterprise Cloud for it. @default true */
  readonly provenance?: boolean;
  /** The name of its file. @default "build-image.yaml" */
  readonly file?: string;
}

/** What a caller says of its image. */
export type BuildInputs = {
  /** The name of the image inside the registry, such as `order-service`. */
  readonly image: Input<string, 'required'>;
  /** The folder that the Dockerfile may copy from. */
  readonly context: Input<string, 'defaulted'>;
  /** The Dockerfile's path in the repository. */
  readonly dockerfile: Input<string, 'defaulted'>;
};

/**
 * The platform's build for the workflows of teams: build by digest, scan, list, sign, attest, tag. A team cannot leave
 * out a step. Whoever calls it, the signature is that of this file at the called commit: `signsAs` of the caller's
 * workflow says so, with the repository that called.
 */
export class ReusableBuild extends Construct {
  public readonly workflow: ReusableWorkflow<BuildInputs, None, 'digest'>;

  public constructor(scope: Construct, id: string, props: ReusableBuildProps) {
    super(scope, id);
    const call = On.workflowCall({ inputs: INPUTS });
    const { image, context, dockerfile } = call.inputs;
    const graph = imageGraph(
      {
        ...{ place: props.registry._place(image), context, dockerfile },
        ...{ scanner: props.scanner ?? Scanner.trivy(), provenance: props.provenance ?? true },
      },
      { platforms: props.platforms, tags: [TagFamily.commit], after: [] },
    );
    this.workflow = new ReusableWorkflow(this, 'workflow', {
      repository: props.repository,
      name: 'build-image',
      file: props.file ?? 'build-image.yaml',
      on: call,
      jobs: graph.jobs,
      outputs: { digest: graph.digest },
    });
  }

  /**
   * A job of a team's workflow that builds by it; `outputs.digest` is the released image. `at` is the commit that is
   * called: it is part of who signs.
   */
  public call(id: string, props: CallProps<BuildInputs, None>): CallJob<'digest'> {
    return this.workflow.call(id, props);
  }
}

const INPUTS: BuildInputs = {
  image: Input.string({ description: 'The name of the image inside the registry' }),
  context: Input.string({ description: 'The folder that the Dockerfile may copy from', default: '.' }),
  dockerfile: Input.string({ description: "The Dockerfile's path in the repository", default: 'Dockerfile' }),
};
