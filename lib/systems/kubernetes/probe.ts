import { type Duration, invalid } from '../../model';

/** How often a probe asks, and how patient it is. */
export interface ProbeOptions {
  /** The port that is asked, by its name. @default the pod's main port */
  readonly port?: string;
  /** The time between two questions, in whole seconds. @default 5 s (ready), 10 s (live), 2 s (startup) */
  readonly every?: Duration;
  /** How long an answer may take, in whole seconds. @default 2 s */
  readonly timeout?: Duration;
  /** How many questions in a row must fail. @default 3 (ready), 6 (live), 60 (startup) */
  readonly failures?: number;
}

/** What a probe decides: whether traffic comes, whether the container is restarted, or when the other two begin. */
export type ProbeRole = 'ready' | 'live' | 'startup';

/** The ports of a container by name, and which of them is the main one. */
export interface ProbedPorts {
  readonly main: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** A question that the kubelet asks a container again and again. */
export class Probe {
  /** A GET of a path: any status from 200 to 399 is a yes. */
  public static http(path: string, options: ProbeOptions = {}): Probe {
    if (!/^\/\S*$/.test(path)) throw invalid('Probe.http', 'an absolute path such as "/health/ready"', path);
    return new Probe(options, (port) => ({ httpGet: { path, port: port.name } }));
  }

  /** Whether the port takes connections: it says that the process listens, not that it works. */
  public static tcp(options: ProbeOptions = {}): Probe {
    return new Probe(options, (port) => ({ tcpSocket: { port: port.name } }));
  }

  /** The standard health service of gRPC. Its port is rendered as a number, for Kubernetes takes no name there. */
  public static grpc(options: ProbeOptions = {}): Probe {
    return new Probe(options, (port) => ({ grpc: { port: port.number } }));
  }

  /** A program in the container: exit code 0 is a yes. */
  public static exec(command: readonly string[], options: ProbeOptions = {}): Probe {
    if (command.length === 0) throw invalid('Probe.exec', 'a program and its arguments', command);
    return new Probe(options, () => ({ exec: { command } }));
  }

  private constructor(
    private readonly options: ProbeOptions,
    private readonly action: (port: { readonly name: string; readonly number: number }) => object,
  ) {}

  /** @internal */
  public _render(role: ProbeRole, ports: ProbedPorts): object {
    const name = this.options.port ?? ports.main;
    const number = ports.numbers[name];
    if (number === undefined) {
      throw invalid('Probe.port', `one of the pod's ports: ${Object.keys(ports.numbers).join(', ')}`, name);
    }
    const failures = this.options.failures ?? DEFAULTS[role].failures;
    if (!Number.isInteger(failures) || failures < 1)
      throw invalid('Probe.failures', 'a whole number above 0', failures);
    return {
      ...this.action({ name, number }),
      periodSeconds: seconds('Probe.every', this.options.every, DEFAULTS[role].every),
      timeoutSeconds: seconds('Probe.timeout', this.options.timeout, TIMEOUT),
      failureThreshold: failures,
    };
  }
}

const TIMEOUT = 2;

/** Traffic stays away soon, a restart comes late: restarting every pod of a slow service at once makes it an outage. */
const DEFAULTS: Record<ProbeRole, { readonly every: number; readonly failures: number }> = {
  ready: { every: 5, failures: 3 },
  live: { every: 10, failures: 6 },
  startup: { every: 2, failures: 60 },
};

function seconds(place: string, duration: Duration | undefined, preset: number): number {
  const value = duration?.inSeconds ?? preset;
  if (!Number.isInteger(value) || value < 1) throw invalid(place, 'whole seconds, at least one', `${value}s`);
  return value;
}
