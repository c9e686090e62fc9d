import { Duration, ImageRepository, invalid, type PinnedImage, quantity } from '../../model';
import { Check } from './check';
import {
  Gate,
  type GateContext,
  type GateRole,
  type InlineGate,
  type PostPromotionGate,
  type PrePromotionGate,
} from './gate';

/** How a smoke test runs. */
export interface SmokeTestProps {
  /**
   * The image that holds the test. A Job's pod is judged by admission too, so it has to come from where the cluster
   * trusts images. A repository is written without digest: whoever sets the service's digest sets it here as well.
   */
  readonly image: ImageRepository | PinnedImage;
  /** What is tested, as a DNS label. @default "smoke" */
  readonly name?: string;
  /**
   * The time after which the test has failed. Without it, a pod that cannot start would hold the release for ever.
   * @default 2 minutes
   */
  readonly deadline?: Duration;
  /** Further environment variables of the test. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** CPU that is requested. @default "50m" */
  readonly cpu?: string;
  /** Memory that is requested, and the limit. @default "64Mi" */
  readonly memory?: string;
}

/** A test of your own. */
export interface CommandTestProps extends SmokeTestProps {
  /** Program and arguments; `$(TARGET_URL)` is the URL of the new version. It has to end with 0. */
  readonly command: readonly string[];
}

/** A test with curl. */
export interface HttpTestProps extends SmokeTestProps {
  /** The path that has to answer with a status below 400, such as `/health/ready`. */
  readonly path: string;
}

/**
 * A test that runs once as a Job against the new version alone, through the canary or preview Service. It needs no
 * traffic, so it can judge what users do not reach yet. Throws `SmokeTest.…`.
 */
export class SmokeTest extends Check {
  /** Runs a program that finds the new version's URL in the environment variable `TARGET_URL`. */
  public static of(props: CommandTestProps): SmokeTest {
    return new SmokeTest(props);
  }

  /** Asks one path with curl, which the image has to have. */
  public static http(props: HttpTestProps): SmokeTest {
    if (!/^\/[^\s$]*$/.test(props.path)) throw invalid('SmokeTest.path', 'a path that begins with "/"', props.path);
    const curl = [
      'curl',
      '--fail',
      '--silent',
      '--show-error',
      '--max-time',
      '5',
      '--retry',
      '3',
      '--retry-connrefused',
    ];
    return new SmokeTest({ ...props, command: [...curl, `$(TARGET_URL)${props.path}`] });
  }

  public readonly name: string;
  private readonly deadline: Duration;

  private constructor(private readonly props: CommandTestProps) {
    super();
    this.name = props.name ?? 'smoke';
    this.deadline = props.deadline ?? Duration.minutes(2);
    if (!Number.isInteger(this.deadline.inSeconds) || this.deadline.inSeconds < 1) {
      throw invalid('SmokeTest.deadline', 'whole seconds above zero', this.deadline.toString());
    }
    if (props.command.length === 0) throw invalid('SmokeTest.command', 'a program', props.command);
    if (props.env && 'TARGET_URL' in props.env) {
      throw invalid('SmokeTest.env', 'any name but TARGET_URL', 'TARGET_URL', 'it is the URL of the new version');
    }
    quantity('SmokeTest.cpu', props.cpu ?? '50m', '50m');
    quantity('SmokeTest.memory', props.memory ?? '64Mi', '64Mi');
  }

  public override inline(): InlineGate {
    return this.gate('inline');
  }

  public override beforePromotion(): PrePromotionGate {
    return this.gate('pre-promotion');
  }

  public override afterPromotion(): PostPromotionGate {
    return this.gate('post-promotion');
  }

  private gate<Role extends GateRole>(role: Role): Gate<Role> {
    return new Gate({
      name: this.name,
      role,
      limits: { count: 1, failureLimit: 0 },
      image: this.props.image,
      provider: (context) => ({ job: { spec: this.renderJob(context) } }),
    });
  }

  private renderJob(context: GateContext): object {
    return {
      activeDeadlineSeconds: this.deadline.inSeconds,
      backoffLimit: 0,
      template: {
        metadata: { labels: { 'app.kubernetes.io/component': 'smoke-test' } },
        spec: {
          automountServiceAccountToken: false,
          restartPolicy: 'Never',
          securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [this.renderContainer(context)],
        },
      },
    };
  }

  private renderContainer({ newVersion }: GateContext): object {
    const { image, cpu = '50m', memory = '64Mi', env = {} } = this.props;
    return {
      name: this.name,
      image: image instanceof ImageRepository ? image.address : image.reference,
      command: this.props.command,
      env: [
        { name: 'TARGET_URL', value: newVersion },
        ...Object.entries(env).map(([name, value]) => ({ name, value })),
      ],
      resources: { requests: { cpu, memory }, limits: { memory } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    };
  }
}
