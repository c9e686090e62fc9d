import { ImageDigest, ImageRepository, commitTime, dnsLabel, invalid } from '../model';

export interface PromotionIntentProps {
  /** The service: a DNS label. */
  readonly service: string;
  /** The environment that is to run the image: a DNS label. */
  readonly environment: string;
  /** The image's address without tag and digest, as the target names it. */
  readonly image: ImageRepository | string;
  /** The content of the image: `sha256:` and 64 hex digits. */
  readonly digest: ImageDigest | string;
  /** The commit of the source that it was built from: 40 hex digits, 64 with SHA-256. */
  readonly commit: string;
  /** When it was committed, as RFC 3339: the workload tells it, and lead times are measured by it. @default not known */
  readonly commitTime?: string;
  /** A number that grows with every build of the service, such as the run's number or the commit's time in seconds. */
  readonly order: number;
  /** The tag to write beside the digest, for whoever reads the file. @default the tag that stands there is kept */
  readonly tag?: string;
  /** The run that promotes, on one line. @default not recorded */
  readonly run?: string;
  /** The page of the run. @default not recorded */
  readonly runUrl?: string;
}

/** What a promotion says, as a value: it can be applied to whatever the branch holds by now, as often as needed. */
export class PromotionIntent {
  /** Throws `PromotionIntent.<field>: …`. */
  public static of(props: PromotionIntentProps): PromotionIntent {
    dnsLabel('PromotionIntent.service', props.service);
    dnsLabel('PromotionIntent.environment', props.environment);
    const { image, digest, commit, order, tag, run, runUrl } = props;
    if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
      throw invalid('PromotionIntent.commit', 'the 40 hex digits of a commit', commit, 'git rev-parse HEAD tells them');
    }
    if (props.commitTime !== undefined) commitTime('PromotionIntent.commitTime', props.commitTime);
    if (!Number.isSafeInteger(order) || order < 0) {
      throw invalid('PromotionIntent.order', 'a whole number that grows with every build', order);
    }
    if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) throw invalid('PromotionIntent.tag', 'a tag', tag);
    oneLine('PromotionIntent.run', run);
    if (runUrl !== undefined && !/^https?:\/\/[^\s]+$/.test(runUrl)) {
      throw invalid('PromotionIntent.runUrl', 'the address of a page', runUrl);
    }
    return new PromotionIntent(
      props.service,
      props.environment,
      typeof image === 'string' ? ImageRepository.at(image) : image,
      typeof digest === 'string' ? ImageDigest.of(digest) : digest,
      { commit, commitTime: props.commitTime, order, tag, run, runUrl },
    );
  }

  private constructor(
    public readonly service: string,
    public readonly environment: string,
    public readonly image: ImageRepository,
    public readonly digest: ImageDigest,
    private readonly rest: Pick<PromotionIntentProps, 'commit' | 'commitTime' | 'order' | 'tag' | 'run' | 'runUrl'>,
  ) {}

  public get commit(): string {
    return this.rest.commit;
  }

  public get commitTime(): string | undefined {
    return this.rest.commitTime;
  }

  public get order(): number {
    return this.rest.order;
  }

  public get tag(): string | undefined {
    return this.rest.tag;
  }

  public get run(): string | undefined {
    return this.rest.run;
  }

  public get runUrl(): string | undefined {
    return this.rest.runUrl;
  }

  /** `order-service to production`. */
  public toString(): string {
    return `${this.service} to ${this.environment}`;
  }
}

function oneLine(place: string, text: string | undefined): void {
  if (text !== undefined && !/^[^\x00-\x1f\x7f]{1,200}$/.test(text)) throw invalid(place, 'one line of text', text);
}
