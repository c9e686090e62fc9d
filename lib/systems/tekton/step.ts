import type * as tekton from '../../../imports/tekton.dev';
import { dnsLabel, type Duration } from '../../model';
import { filled } from './filled';
import { type Params, type ParamsProp } from './param';
import { type Source } from './reference';
import { renderResources, type Resources } from './resources';
import { type ResultFile, resultRefs, type ResultRefs, type Results } from './result';
import { type Security } from './security';
import { type StepAction } from './step-action';
import {
  bodySecurity,
  bodySources,
  type CommandBody,
  renderStepBody,
  type ScriptBody,
  type StepBody,
} from './step-body';
import { renderValue, sourcesIn, type Value } from './value-type';
import { type VolumeMount } from './volume';

/** What every step of a Task has. */
export interface StepOptions {
  /** The step's name, a DNS label. */
  readonly name: string;
  /** What it needs of its node. @default 100m CPU and 256Mi memory */
  readonly resources?: Resources;
  /** When it is stopped, within the task's own timeout. @default none */
  readonly timeout?: Duration;
  /** What follows when it fails: the task fails, or the next step runs. @default 'stopAndFail' */
  readonly onError?: 'continue' | 'stopAndFail';
}

/** What a step may say beside what it runs. */
export interface MountingOptions extends StepOptions {
  /** The Task's volumes that it sees, each made by `volumes.<name>.at(path)`. @default none */
  readonly volumeMounts?: readonly VolumeMount[];
}

export type ScriptStepProps = MountingOptions & ScriptBody<'step', StepScope>;
export type CommandStepProps = MountingOptions & CommandBody<'step', StepScope>;

/** What the words of a step can read: the Task, and the results of StepActions before it. */
export type StepScope = 'step' | 'later step';

export type ActionStepProps<P extends Params, R extends Results> = StepOptions & {
  /** The StepAction that the step runs. */
  readonly ref: StepAction<P, R>;
  /** Results of the Task that take over results of the StepAction, of the same type. @default none */
  readonly writes?: { readonly [N in keyof R]?: ResultFile<R[N]['type'], 'step'> };
} & ParamsProp<P, StepScope>;

/** One container of a Task. Steps run one after the other in one pod. */
export abstract class Step {
  /** A step that runs a script. */
  public static script(props: ScriptStepProps): Step {
    return new BodyStep(props, props);
  }

  /** A step that runs one program without a shell. */
  public static command(props: CommandStepProps): Step {
    return new BodyStep(props, props);
  }

  /** A step that runs a StepAction; later steps may read its results in env and args. */
  public static action<P extends Params, R extends Results>(props: ActionStepProps<P, R>): ActionStep<R> {
    return new ActionStep(props);
  }

  public readonly name: string;

  protected constructor(private readonly options: StepOptions) {
    // The container is called "step-" and this.
    this.name = dnsLabel('Step.name', options.name, 58);
  }

  /** @internal */
  public abstract readonly _security: Security;
  /** Everything that the step reads. @internal */
  public abstract readonly _sources: readonly Source[];
  /** @internal */
  public get _mounts(): readonly VolumeMount[] {
    return [];
  }
  /** The namespace that its Task must be in; nothing where any will do. @internal */
  public get _namespace(): string | undefined {
    return undefined;
  }
  /** The Task results that the step fills by itself: result name → expression. @internal */
  public get _surfaced(): ReadonlyMap<string, string> {
    return new Map();
  }
  /** @internal */
  public abstract _render(place: string, withSecurity: boolean): tekton.TaskSpecSteps;

  protected renderOptions(place: string): tekton.TaskSpecSteps {
    const { timeout, onError, resources } = this.options;
    return {
      name: this.name,
      computeResources: renderResources(place, resources),
      timeout: timeout?.toString(),
      onError,
    };
  }
}

class BodyStep extends Step {
  public readonly _security: Security;
  public readonly _sources: readonly Source[];

  public constructor(
    private readonly props: MountingOptions,
    private readonly body: StepBody<'step', StepScope>,
  ) {
    super(props);
    this._security = bodySecurity(body);
    this._sources = [...bodySources(body), ...this._mounts.map((mount) => mount.source)];
  }

  public override get _mounts(): readonly VolumeMount[] {
    return this.props.volumeMounts ?? [];
  }

  public _render(place: string, withSecurity: boolean): tekton.TaskSpecSteps {
    return {
      ...this.renderOptions(place),
      ...renderStepBody(place, this.body),
      securityContext: withSecurity ? this._security._render() : undefined,
      volumeMounts: filled(this._mounts.map((mount) => mount._render())),
    };
  }
}

/** A step that runs a StepAction. */
export class ActionStep<R extends Results = Results> extends Step {
  /** What the StepAction leaves behind, for later steps of the same Task. */
  public readonly results: ResultRefs<R, 'later step'>;
  public readonly _security: Security;
  public readonly _sources: readonly Source[];
  private readonly action: StepAction<Params, R>;
  private readonly params: Readonly<Record<string, Value>>;
  private readonly written: ReadonlyMap<string, ResultFile>;

  public constructor(props: ActionStepProps<Params, R>) {
    super(props);
    const { ref } = props;
    this.action = ref;
    this.results = resultRefs({ kind: 'step', owner: this }, ref.results, `steps.${this.name}`, `step_${this.name}`);
    this.params = (props.params ?? {}) as Readonly<Record<string, Value>>;
    this.written = new Map(Object.entries<ResultFile | undefined>(props.writes ?? {}) as [string, ResultFile][]);
    this._security = ref.security;
    this._sources = [
      ...Object.values(this.params).flatMap(sourcesIn),
      ...[...this.written.values()].map((file) => file.source),
    ];
  }

  public override get _namespace(): string | undefined {
    return this.action.namespace;
  }

  public override get _surfaced(): ReadonlyMap<string, string> {
    const entries = [...this.written].map(
      ([name, file]) => [file.source.name, `$(steps.${this.name}.results.${name})`] as const,
    );
    return new Map(entries);
  }

  public _render(place: string): tekton.TaskSpecSteps {
    const params = Object.entries(this.params).map(([name, value]) => ({
      name,
      value: renderValue(`${place}.params.${name}`, value),
    }));
    return { ...this.renderOptions(place), ref: { name: this.action.name }, params: filled(params) };
  }
}
