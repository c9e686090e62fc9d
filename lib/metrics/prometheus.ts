import { Duration, invalid } from '../model';

/** What a Prometheus calls the things that gates ask it for. */
export interface PrometheusOptions {
  /** The counter of requests. @default "http_requests_total" */
  readonly requests?: string;
  /** The label of that counter that holds the response's status. @default "status" */
  readonly status?: string;
  /** The statuses that count as failures, as a regular expression of Prometheus. @default "5.." */
  readonly failures?: string;
  /** The histogram of response times in seconds, without `_bucket`. @default "http_request_duration_seconds" */
  readonly durations?: string;
  /**
   * The label that holds the pod's `rollouts-pod-template-hash`. A PodMonitor writes it where its `podTargetLabels` name
   * that label. Without it nobody can tell canary from stable.
   * @default "rollouts_pod_template_hash"
   */
  readonly hash?: string;
  /**
   * The label that holds the pod's namespace, or `false` where this Prometheus sees a single one. Two environments in one
   * cluster can run the same pod template, and then the hash alone does not tell them apart.
   * @default "namespace"
   */
  readonly namespace?: string | false;
  /** How often pods are scraped. @default 30 seconds */
  readonly scrapeInterval?: Duration;
}

/** A Prometheus, and what its metrics are called: the one place that knows. Throws `Prometheus.…` for what is no URL or name. */
export class Prometheus {
  /** The Prometheus that gates ask unless they are told otherwise. */
  public static readonly usual = Prometheus.at('http://prometheus.observability.svc:9090');

  public static at(address: string, options: PrometheusOptions = {}): Prometheus {
    if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(address)) {
      throw invalid('Prometheus.address', 'an http or https URL without user, password or query', address);
    }
    for (const [place, name] of Object.entries(namesOf(options))) {
      if (!/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(name)) {
        throw invalid(`Prometheus.${place}`, 'a name of letters, digits and "_"', name);
      }
    }
    if (options.scrapeInterval?.milliseconds === 0)
      throw invalid('Prometheus.scrapeInterval', 'a time above zero', '0s');
    return new Prometheus(address, options);
  }

  public readonly scrapeInterval: Duration;

  private constructor(
    public readonly address: string,
    private readonly options: PrometheusOptions,
  ) {
    this.scrapeInterval = options.scrapeInterval ?? Duration.seconds(30);
  }

  /** The label of the namespace, unless this Prometheus sees a single one. */
  public get namespaceLabel(): string | undefined {
    return this.options.namespace === false ? undefined : (this.options.namespace ?? 'namespace');
  }

  /** The label of the pod template's hash. */
  public get hashLabel(): string {
    return this.options.hash ?? 'rollouts_pod_template_hash';
  }

  /** The selector of all requests that some label matchers mean, such as `namespace="shop"`. */
  public requests(...matchers: readonly string[]): string {
    return `${this.options.requests ?? 'http_requests_total'}{${matchers.join(',')}}`;
  }

  /** The selector of the failed ones among these requests. */
  public failedRequests(...matchers: readonly string[]): string {
    return this.requests(
      ...matchers,
      `${this.options.status ?? 'status'}=~${JSON.stringify(this.options.failures ?? '5..')}`,
    );
  }

  /** The selector of one series of the response times of these requests: `bucket` or `count`. */
  public durations(series: 'bucket' | 'count', ...matchers: readonly string[]): string {
    return `${this.options.durations ?? 'http_request_duration_seconds'}_${series}{${matchers.join(',')}}`;
  }
}

function namesOf(options: PrometheusOptions): Record<string, string> {
  const { requests, status, durations, hash, namespace } = options;
  const given = { requests, status, durations, hash, namespace: namespace === false ? undefined : namespace };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
