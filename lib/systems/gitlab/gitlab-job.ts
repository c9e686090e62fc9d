import { dnsLabel, Duration, invalid, type PinnedImage } from '../../model';
import { type PlainScript, Variable } from '../../tools';
import { type ArtifactsProps, renderArtifacts } from './artifacts';
import { type CacheProps, renderCache } from './cache';
import { type IdToken } from './id-token';
import { Job, type JobProps } from './job';
import { renderServices, type Service } from './service';
import { renderVariables, type Variables } from './variables';

export interface GitLabJobProps<O extends string = string> extends JobProps {
  /** The image that the script runs in; it must have a shell. */
  readonly image: PinnedImage;
  /** What the image starts before the shell of the job. @default nothing: images of tools would start the tool */
  readonly entrypoint?: readonly string[];
  /** What the job runs: it stops at the first failure, and at a variable that nobody has set. */
  readonly script: PlainScript;
  /** What runs at the end, also after a failure; it cannot change how the job ends. @default nothing */
  readonly afterScript?: PlainScript;
  /** How long it may take. */
  readonly timeout: Duration;
  /** What of the source it gets. @default 'commit' */
  readonly checkout?: 'commit' | 'history' | 'none';
  /** Environment variables. @default none */
  readonly variables?: Variables;
  /** Tokens that say which job it is, by the variable that holds each. Only jobs of named refs may have one. @default none */
  readonly idTokens?: Readonly<Record<string, IdToken>>;
  /** The variables that it hands on: the script writes `NAME=value` lines to the file `outputs.env`. @default none */
  readonly outputs?: readonly O[];
  /** The files that it leaves. @default none */
  readonly artifacts?: ArtifactsProps;
  /** Folders that the next run gets again. @default none */
  readonly caches?: readonly CacheProps[];
  /** Containers beside it. @default none */
  readonly services?: readonly Service[];
  /** What only one job may use at a time, in all pipelines of the project, such as an environment's name. @default nothing */
  readonly resourceGroup?: string;
  /** Whether a newer commit may stop it. @default true, except with a `resourceGroup` */
  readonly interruptible?: boolean;
  /** How often it is tried again where the runner failed, not the script: 0 to 2. @default 1, except with a `resourceGroup` */
  readonly retries?: number;
  /** The environment that it changes: GitLab shows what runs there, and hands over its variables. @default none */
  readonly environment?: { readonly name: string; readonly url?: string };
  /** What a runner must have to take it. @default any runner */
  readonly tags?: readonly string[];
  /** The expression that finds the coverage in the log, between slashes. @default none */
  readonly coverage?: string;
}

/** A job that runs a script in an image. */
export class GitLabJob<O extends string = string> extends Job {
  public readonly outputs: readonly O[];
  public readonly idTokens: Readonly<Record<string, IdToken>>;
  public readonly resourceGroup: string | undefined;

  /** Throws `GitLabJob.<prop>: …` where props contradict each other. */
  public constructor(
    name: string,
    private readonly props: GitLabJobProps<O>,
  ) {
    super(name, props);
    this.outputs = props.outputs ?? [];
    this.idTokens = props.idTokens ?? {};
    this.resourceGroup = props.resourceGroup;
    if (props.resourceGroup !== undefined) dnsLabel('GitLabJob.resourceGroup', props.resourceGroup);
    if (props.resourceGroup !== undefined && props.interruptible === true) {
      throw invalid('GitLabJob.interruptible', 'false with a resourceGroup', true, 'a half-made change stays');
    }
    if (props.timeout.inSeconds < 1) throw invalid('GitLabJob.timeout', 'a second or more', props.timeout.toString());
    const retries = props.retries ?? 0;
    if (!Number.isInteger(retries) || retries < 0 || retries > 2) {
      throw invalid('GitLabJob.retries', '0, 1 or 2', props.retries);
    }
    if (props.coverage !== undefined && !/^\/.+\/$/.test(props.coverage)) {
      throw invalid('GitLabJob.coverage', 'an expression between slashes', props.coverage);
    }
  }

  /** What it hands on, as jobs that need it read it. Throws `GitLabJob.output: …` for what it does not. */
  public output(name: O): Variable {
    if (!this.outputs.includes(name)) throw invalid('GitLabJob.output', `one of ${this.outputs.join(', ')}`, name);
    return Variable.of(name);
  }

  /** The text of its script. @internal */
  public get _script(): string {
    return this.props.script.text;
  }

  /** @internal */
  public _render(): object {
    const { props } = this;
    return {
      ...this._renderPlace(),
      ...renderRunner(props),
      ...renderData(props),
      script: [withOptions(props.script)],
      ...(props.afterScript === undefined ? {} : { after_script: [withOptions(props.afterScript)] }),
      ...renderFiles(props),
    };
  }
}

/** dash before 0.5.13 has no pipefail and would leave the script. */
function withOptions({ text }: PlainScript): string {
  return `set -eu\nif (set -o pipefail 2>/dev/null); then set -o pipefail; fi\n${text}\n`;
}

function renderRunner(props: GitLabJobProps): object {
  const { entrypoint = [''], resourceGroup, services = [], tags = [], environment } = props;
  const isAlone = resourceGroup !== undefined;
  const retries = props.retries ?? (isAlone ? 0 : 1);
  return {
    image: { name: props.image.reference, entrypoint: [...entrypoint] },
    ...(services.length === 0 ? {} : { services: renderServices('GitLabJob.services', services) }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    timeout: `${Math.ceil(props.timeout.inSeconds)} seconds`,
    interruptible: props.interruptible ?? !isAlone,
    ...(isAlone ? { resource_group: resourceGroup } : {}),
    ...(retries === 0 ? {} : { retry: { max: retries, when: ['runner_system_failure', 'stuck_or_timeout_failure'] } }),
    ...(environment === undefined ? {} : { environment: { ...environment } }),
  };
}

function renderData({ checkout = 'commit', variables = {}, idTokens = {} }: GitLabJobProps): object {
  const tokens = Object.entries(idTokens);
  tokens.forEach(([name]) => Variable.of(name));
  const all = { ...CHECKOUT[checkout], ...renderVariables('GitLabJob.variables', variables) };
  return {
    variables: all,
    ...(tokens.length === 0
      ? {}
      : { id_tokens: Object.fromEntries(tokens.map(([name, token]) => [name, token._render()])) }),
  };
}

const CHECKOUT = {
  commit: { GIT_DEPTH: '1' },
  history: { GIT_DEPTH: '0' },
  none: { GIT_STRATEGY: 'none' },
} as const;

function renderFiles({ outputs = [], artifacts, caches = [], coverage }: GitLabJobProps): object {
  const reports = { ...artifacts?.reports, ...(outputs.length === 0 ? {} : { dotenv: OUTPUTS }) };
  const kept = artifacts ?? (outputs.length === 0 ? undefined : { expireIn: DAY });
  return {
    ...(caches.length === 0 ? {} : { cache: caches.map((cache) => renderCache('GitLabJob.caches', cache)) }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(kept === undefined ? {} : { artifacts: renderArtifacts('GitLabJob.artifacts', { ...kept, reports }) }),
  };
}

/** The file with the lines of a job's outputs. */
export const OUTPUTS = 'outputs.env';

const DAY = Duration.days(1);
