import { Duration, type ImageRepository, type PinnedImage, dnsLabel, invalid } from '../../model';
import { type EnvironmentVariables, type SecretKey } from './environment-variables';
import { type Files } from './files';
import { NAME_LABEL, checkedLabels } from './label';
import { type Named } from './object-props';
import { renderPodSpec } from './pod-rendering';
import { PreStop } from './pre-stop';
import { Probe, type ProbedPorts } from './probe';
import { Spread } from './spread';

export interface PodTemplateProps {
  /** The service's name, a DNS label: the name of the container and the value of `app.kubernetes.io/name`. */
  readonly name: string;
  /**
   * What runs. A `PinnedImage` is rendered with its digest. An `ImageRepository` is rendered as its bare address, with
   * neither tag nor digest: the promoter completes it, through a kustomize component that sets the digest of exactly
   * that name. Without one the rules refuse it, and a cluster that gets it all the same finds no tag `latest` to pull.
   */
  readonly image: ImageRepository | PinnedImage;
  /** The port that the service listens on. */
  readonly port: number;
  /** The port's name, for Services and probes. @default "http" */
  readonly portName?: string;
  /** Further ports by name, such as one for metrics. @default none */
  readonly morePorts?: Readonly<Record<string, number>>;
  /** CPU asked for, such as `250m`. */
  readonly cpu: string;
  /**
   * The CPU at which the container is slowed down.
   * @default none: a limit slows a service down in its busiest seconds even when the node is idle, and the request
   * already keeps its share when the node is full
   */
  readonly cpuLimit?: string;
  /** Memory asked for, such as `512Mi`. */
  readonly memory: string;
  /** The memory at which the container is killed. @default the memory asked for, so that a node is never overbooked */
  readonly memoryLimit?: string;
  /** Whether traffic may come: a path that answers 200, or another probe. */
  readonly ready: string | Probe;
  /** Whether the container must be restarted. @default it is restarted when it exits, and only then */
  readonly live?: string | Probe;
  /** When the other two probes begin. @default at once */
  readonly startup?: string | Probe;
  /** Variables that everyone may read; secrets never. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables from keys of Secrets that are made elsewhere. @default none */
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;
  /** ConfigMaps whose every key becomes a variable. @default none */
  readonly configFrom?: readonly Named[];
  /** Files that come from elsewhere: folder → source. @default none */
  readonly files?: Readonly<Record<string, Files>>;
  /** Folders to write to, for the rest of the file system is read-only: path → largest size, such as `64Mi`. @default none */
  readonly writable?: Readonly<Record<string, string>>;
  /** The program that runs instead of the image's own. @default the image's */
  readonly command?: readonly string[];
  /** @default the image's */
  readonly args?: readonly string[];
  /** The user and group that it runs as. @default 65532, the user of images without a shell */
  readonly user?: number;
  /** What happens before the container is told to stop. @default it waits 10 s, while load balancers forget it */
  readonly preStop?: PreStop;
  /** From the wish to stop until it is killed, `preStop` included, in whole seconds. @default 40 s */
  readonly gracePeriod?: Duration;
  /** The ServiceAccount that the pod runs as. */
  readonly serviceAccount: Named;
  /** Whether it calls the Kubernetes API, and so gets a token for it. @default false */
  readonly callsKubernetes?: boolean;
  /** How the pods are kept apart. @default over zones and nodes where there is room */
  readonly spread?: Spread;
  /** More labels for the pods. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A pod template as it stands in a manifest. */
export interface RenderedPodTemplate {
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * The pods of one service, with what production asks of them: Pod Security restricted, a read-only file system, a
 * memory limit, a probe before traffic, time to drain, and room between replicas. A plain value: give it to a
 * `Deployment`, or render it into the template of any other workload.
 */
export class PodTemplate {
  /** Throws `PodTemplate.<field>: …` for what Kubernetes would refuse or what could not work. */
  public static of(props: PodTemplateProps): PodTemplate {
    const name = dnsLabel('PodTemplate.name', props.name);
    if (props.labels !== undefined && NAME_LABEL in props.labels) {
      throw invalid('PodTemplate.labels', `labels beside ${NAME_LABEL}, which is the name`, props.labels);
    }
    const template = new PodTemplate(name, props, { [NAME_LABEL]: name, ...props.labels });
    template.render();
    return template;
  }

  private constructor(
    public readonly name: string,
    private readonly props: PodTemplateProps,
    /** All labels of the pods. */
    public readonly labels: Readonly<Record<string, string>>,
  ) {
    checkedLabels('PodTemplate.labels', labels);
  }

  /** The labels that select the pods: never more than what tells them apart, for a workload's selector cannot change. */
  public get selector(): Readonly<Record<string, string>> {
    return { [NAME_LABEL]: this.name };
  }

  public get image(): ImageRepository | PinnedImage {
    return this.props.image;
  }

  /** The number of the main port. */
  public get port(): number {
    return this.props.port;
  }

  /** The name of the main port. */
  public get portName(): string {
    return this.props.portName ?? 'http';
  }

  public get serviceAccountName(): string {
    return this.props.serviceAccount.name;
  }

  /** From the wish to stop a pod until it is killed. */
  public get gracePeriod(): Duration {
    return this.props.gracePeriod ?? Duration.seconds(40);
  }

  /** The same pods with more labels. */
  public labelled(labels: Readonly<Record<string, string>>): PodTemplate {
    return PodTemplate.of({ ...this.props, labels: { ...this.props.labels, ...labels } });
  }

  /** A PodTemplateSpec in upstream's spelling, for an `ApiObject`: a generated class would drop what it does not know. */
  public render(): RenderedPodTemplate {
    const { annotations } = this.props;
    return {
      metadata: { labels: this.labels, ...(annotations === undefined ? {} : { annotations }) },
      spec: renderPodSpec({
        ...this.props,
        user: this.props.user ?? 65532,
        memoryLimit: this.props.memoryLimit ?? this.props.memory,
        ports: this.ports(),
        probes: this.probes(),
        variables: this.variables(),
        paths: { writable: this.props.writable ?? {}, files: this.props.files ?? {} },
        preStop: this.props.preStop ?? PreStop.sleep(Duration.seconds(10)),
        gracePeriod: this.gracePeriod,
        callsKubernetes: this.props.callsKubernetes ?? false,
        spread: (this.props.spread ?? Spread.preferred)._render(this.selector),
      }),
    };
  }

  private ports(): ProbedPorts {
    const { morePorts = {}, port } = this.props;
    if (Object.hasOwn(morePorts, this.portName)) {
      throw invalid('PodTemplate.morePorts', `names other than "${this.portName}", the main port`, morePorts);
    }
    return { main: this.portName, numbers: { [this.portName]: port, ...morePorts } };
  }

  private probes(): Readonly<Partial<Record<'ready' | 'live' | 'startup', Probe>>> {
    const { ready, live, startup } = this.props;
    return { ready: probeOf(ready), live: tryProbeOf(live), startup: tryProbeOf(startup) };
  }

  private variables(): EnvironmentVariables {
    const { env = {}, secretEnv = {}, configFrom = [] } = this.props;
    return { env, secretEnv, configFrom };
  }
}

function tryProbeOf(probe: string | Probe | undefined): Probe | undefined {
  return probe === undefined ? undefined : probeOf(probe);
}

function probeOf(probe: string | Probe): Probe {
  return typeof probe === 'string' ? Probe.http(probe) : probe;
}
