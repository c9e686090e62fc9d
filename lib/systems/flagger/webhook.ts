import { Duration, dnsLabel, invalid } from '../../model';
import { type LoadTester } from './load-tester';

/** What a webhook is told of the service that it is for. */
export interface WebhookContext {
  /** The URL of the new version alone, as `http://orders-canary.shop:80`. */
  readonly newVersion: string;
}

export interface LoadTestProps {
  /** The path that is asked. @default "/" */
  readonly path?: string;
  /** Requests a second. @default 10 */
  readonly rate?: number;
  /** How long one run asks: as long as the analysis' interval, or there are gaps. @default 1 minute */
  readonly lasting?: Duration;
}

export interface CommandTestProps {
  /** One line for the load tester's shell; `$TARGET_URL` in it becomes the URL of the new version. It has to end with 0. */
  readonly command: string;
  /** What it is called. @default "smoke-test" */
  readonly name?: string;
  /** @default 2 minutes */
  readonly timeout?: Duration;
}

/** The moments at which somebody is asked, and a release waits for a yes. */
export type Gate = 'confirm-rollout' | 'confirm-traffic-increase' | 'confirm-promotion';

interface RenderedWebhook {
  readonly name: string;
  readonly type: string;
  readonly url: string;
  readonly timeout: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Something that Flagger calls while a release is under way. */
export class Webhook {
  /**
   * Requests to the new version while it is judged. Without any, its metrics have no values, and Flagger takes that for
   * failure. Throws `Webhook.loadTest.…`.
   */
  public static loadTest(
    tester: LoadTester,
    { path = '/', rate = 10, lasting = Duration.minutes(1) }: LoadTestProps = {},
  ): Webhook {
    if (!/^\/[\w./~-]*$/.test(path)) throw invalid('Webhook.loadTest.path', 'a plain path that begins with "/"', path);
    if (!Number.isSafeInteger(rate) || rate < 1)
      throw invalid('Webhook.loadTest.rate', 'whole requests a second', rate);
    return new Webhook('load-test', 'rollout', tester.url, Duration.seconds(15), ({ newVersion }) => ({
      type: 'cmd',
      cmd: `hey -z ${whole('Webhook.loadTest.lasting', lasting)}s -q ${rate} -c 1 ${newVersion}${path}`,
    }));
  }

  /** A test of the new version before anybody is sent to it. Throws `Webhook.command: …`. */
  public static smokeTest(tester: LoadTester, props: CommandTestProps): Webhook {
    if (/[\r\n]/.test(props.command) || props.command.trim() === '') {
      throw invalid('Webhook.command', 'one line', props.command);
    }
    const timeout = props.timeout ?? Duration.minutes(2);
    return new Webhook(props.name ?? 'smoke-test', 'pre-rollout', tester.url, timeout, ({ newVersion }) => ({
      type: 'bash',
      cmd: props.command.replaceAll('$TARGET_URL', newVersion),
    }));
  }

  /** Waits until a URL answers with a status up to 202. */
  public static gate(gate: Gate, url: string): Webhook {
    return new Webhook(gate, gate, checkedUrl(url), Duration.seconds(10));
  }

  /** Takes the release back as soon as a URL answers with a status up to 202. */
  public static rollback(url: string): Webhook {
    return new Webhook('rollback', 'rollback', checkedUrl(url), Duration.seconds(10));
  }

  /** Tells a URL how the release has ended. */
  public static afterwards(url: string): Webhook {
    return new Webhook('post-rollout', 'post-rollout', checkedUrl(url), Duration.seconds(10));
  }

  /** Tells a URL of each event. */
  public static events(url: string): Webhook {
    return new Webhook('events', 'event', checkedUrl(url), Duration.seconds(10));
  }

  private constructor(
    public readonly name: string,
    private readonly type: string,
    private readonly url: string,
    private readonly timeout: Duration,
    private readonly metadata?: (context: WebhookContext) => Readonly<Record<string, string>>,
  ) {
    dnsLabel('Webhook.name', name);
  }

  /** @internal */
  public _render(context: WebhookContext): RenderedWebhook {
    const timeout = `${whole('Webhook.timeout', this.timeout)}s`;
    const { name, type, url } = this;
    return { name, type, url, timeout, ...(this.metadata && { metadata: this.metadata(context) }) };
  }
}

function whole(place: string, time: Duration): number {
  if (!Number.isInteger(time.inSeconds) || time.inSeconds < 1)
    throw invalid(place, 'whole seconds above zero', time.toString());
  return time.inSeconds;
}

function checkedUrl(url: string): string {
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(url)) {
    throw invalid('Webhook.url', 'an http or https URL without user, password or query', url);
  }
  return url;
}
