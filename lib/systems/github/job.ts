import { Duration, Hidden, invalid } from '../../model';
import { requireAvailable } from './availability';
import { type Container } from './container';
import { type DeploymentEnvironment } from './deployment-environment';
import { type Open, renderText, type Source, sourcesOf } from './expression';
import { type ForkEvent } from './fork-event';
import { checkJob } from './job-check';
import { declaredName } from './input';
import { wholeMinutes } from './minutes';
import { granted, type Grant, type PermissionScope } from './permissions';
import { type JobOptions, type JobOutputRefs, PlacedJob, type Withheld } from './placed-job';
import { type Runner } from './runner';
import { type Snapshot } from './snapshot';
import { renderEnv, type Step } from './step';

/** The outputs of a job: anything but a secret, which GitHub would blank. */
export type JobOutputs = Readonly<Record<string, Open>>;

export interface JobProps<O extends JobOutputs> extends JobOptions {
  /** The machine that it runs on. */
  readonly runsOn: Runner;
  /** What it does, one after the other. */
  readonly steps: readonly Step[];
  /** What it leaves behind for later jobs: outputs of its steps. @default none */
  readonly outputs?: O;
  /** The environment that it deploys to: whose reviewers are asked, and whose secrets it gets. @default none */
  readonly environment?: DeploymentEnvironment;
  /** Environment variables of every step; no secret. @default none */
  readonly env?: Readonly<Record<string, string | number | boolean | Open>>;
  /** The container that its steps run in. @default none: they run on the machine itself */
  readonly container?: Container;
  /** Containers beside it, such as a database, by the name they are reached by. @default none */
  readonly services?: Readonly<Record<string, Container>>;
  /** When it is stopped, in whole minutes. @default 15 minutes */
  readonly timeout?: Duration;
  /** How long its processes have to leave when it is cancelled, in whole minutes. @default 5 minutes */
  readonly cancelTimeout?: Duration;
  /** The image that is made of its runner when it has succeeded. @default none */
  readonly snapshot?: Snapshot;
  /** Whether the run goes on when it fails. @default false */
  readonly continueOnError?: boolean;
}

/**
 * A job with steps. Its permissions are what its steps ask for, no more. Throws `Job <id>.…` for an output of a step or
 * job that is not there, a secret among the outputs, two steps of one id, and outputs of a job with a matrix.
 */
export class Job<O extends JobOutputs = JobOutputs> extends PlacedJob<O> {
  public readonly outputs: JobOutputRefs<O>;
  /** All steps, those side by side among them. */
  public readonly steps: readonly Step[];
  public readonly grants: ReadonlyMap<PermissionScope, Grant>;

  public constructor(
    id: string,
    private readonly props: JobProps<O>,
  ) {
    super(id, props);
    this.steps = props.steps.flatMap((step) => step._all);
    this.grants = granted(this.steps.map(({ permissions }) => permissions));
    const outputs = Object.entries<Open>(props.outputs ?? {});
    outputs.forEach(([name, value]) => this.requireOpen(name, value));
    checkJob({ id, entries: props.steps, steps: this.steps, _sources: this._sources }, props);
    this.outputs = Object.fromEntries(
      outputs.map(([name, value]) => [name, this.output(name, value.trust)]),
    ) as JobOutputRefs<O>;
  }

  public get _environment(): string | undefined {
    return this.props.environment?.name;
  }

  public get _sources(): readonly Source[] {
    const { runsOn, environment, env = {}, outputs = {}, container, services = {} } = this.props;
    return [
      ...this.ownSources,
      ...runsOn._sources,
      ...(environment?._sources ?? []),
      ...(this.props.snapshot?._sources ?? []),
      ...[...Object.values(env), ...Object.values(outputs)].flatMap(sourcesOf),
      ...[container, ...Object.values(services)].flatMap((one) => one?._sources ?? []),
      ...this.steps.flatMap(({ sources }) => sources),
    ];
  }

  public _withheldFrom(event: ForkEvent): Withheld | undefined {
    const { container, services = {} } = this.props;
    const given = [container, ...Object.values(services)].flatMap((one) => one?.secrets ?? []);
    if (given[0] !== undefined) return { what: `the secret ${given[0]} for a container` };
    for (const step of this.steps.filter(({ condition }) => condition?.mayHoldFor(event) !== false)) {
      const [secret] = step.secrets;
      if (secret !== undefined) return { what: `the secret ${secret} for ${step.title}` };
      const { by, permissions } = step.permissions;
      const write = Object.entries(permissions).find(([, access]) => access === 'write');
      if (write) return { what: `${write[0]}: write for ${by}` };
    }
    return undefined;
  }

  protected renderBody(place: string): object {
    const { runsOn, environment, env, outputs = {}, container, timeout = FIFTEEN_MINUTES, cancelTimeout } = this.props;
    requireAvailable(`${place}.runsOn`, 'job setting', runsOn._sources);
    requireAvailable(`${place}.environment`, 'environment url', environment?._sources ?? []);
    requireAvailable(`${place}.env`, 'job env', Object.values(env ?? {}).flatMap(sourcesOf));
    const read = this._sources.filter(({ context }) => context === 'steps').map(({ owner }) => owner);
    return {
      'runs-on': runsOn._render(place),
      environment: environment?._render(place),
      'timeout-minutes': wholeMinutes(`${place}.timeout`, timeout),
      'cancel-timeout-minutes': cancelTimeout && wholeMinutes(`${place}.cancelTimeout`, cancelTimeout),
      'continue-on-error': this.props.continueOnError === true ? true : undefined,
      container: container?._render(`${place}.container`, 'job'),
      services: this.renderServices(place),
      env: renderEnv(place, env),
      outputs: this.renderOutputs(place, outputs),
      steps: this.props.steps.map((step, index) =>
        step._render(`${place}.steps[${index}]`, (one) => read.includes(one)),
      ),
      snapshot: this.props.snapshot?._render(place),
    };
  }

  private renderServices(place: string): object | undefined {
    const { services } = this.props;
    if (services === undefined) return undefined;
    const render = ([name, one]: [string, Container]): [string, object] => [
      name,
      one._render(`${place}.services.${name}`, 'service'),
    ];
    return Object.fromEntries(Object.entries(services).map(render));
  }

  private renderOutputs(place: string, outputs: JobOutputs): object | undefined {
    const entries = Object.entries(outputs).map(([name, value]) => {
      requireAvailable(`${place}.outputs.${name}`, 'job output', value.sources);
      return [name, renderText(`${place}.outputs.${name}`, value)];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }

  /** The compiler refuses a secret first; one inside a text of wider type comes as far as here. */
  private requireOpen(name: string, { trust }: { readonly trust: string }): void {
    declaredName(`Job ${this.id}.outputs`, name);
    if (trust !== 'secret') return;
    throw invalid(
      `Job ${this.id}.outputs.${name}`,
      'a value that is not masked',
      new Hidden('a secret'),
      'GitHub would blank it; ask for the secret again in the job that needs it',
    );
  }
}

const FIFTEEN_MINUTES = Duration.minutes(15);
