import { invalid } from '../../model';
import { type Action, type ActionOutputs } from './action';
import { expressionsIn, renderInput } from './action-input';
import { Expr } from './expression';
import { type PermissionRequest } from './permissions';
import { type RenderedStep, renderEnv, Step, type StepOptions, stepOutput } from './step';

export interface ActionStepProps extends StepOptions {
  /** The inputs of the action, in its own spelling. */
  readonly with?: Readonly<Record<string, unknown>>;
}

/** What the outputs of an action are to those who read them. */
export type ActionOutputRefs<O extends ActionOutputs> = {
  readonly [N in keyof O]: Expr<string, O[N] extends 'secret' ? 'secret' : 'trusted'>;
};

/** The part of an action that its steps use. */
export type UsedAction = Pick<
  Action,
  'reference' | 'inputs' | 'required' | 'outputs' | '_given' | '_permissions' | 'runs'
>;

/** A step that runs an action. */
export class ActionStep<O extends ActionOutputs = ActionOutputs> extends Step {
  /** What the action leaves behind. */
  public readonly outputs: ActionOutputRefs<O>;
  /** What the action is given, with what slipway sets. */
  public readonly given: Readonly<Record<string, unknown>>;

  public constructor(
    public readonly action: UsedAction,
    private readonly props: ActionStepProps,
  ) {
    super(props, props.id ?? nameOf(action));
    const values = props.with ?? {};
    requireKnown(`Step ${this.title}.with`, action, values);
    this.given = action._given(values);
    const outputs = Object.entries(action.outputs).map(([name, kind]) => [
      name,
      stepOutput(this, name, kind === 'secret' ? 'secret' : 'trusted'),
    ]);
    this.outputs = Object.fromEntries(outputs) as ActionOutputRefs<O>;
  }

  public get title(): string {
    return this.props.id ?? nameOf(this.action);
  }

  public get permissions(): PermissionRequest {
    return { by: this.action.reference.name, permissions: this.action._permissions(this.given) };
  }

  public get _expressions(): readonly Expr[] {
    return [
      ...expressionsIn(this.given),
      ...Object.values(this.props.env ?? {}).filter((value) => value instanceof Expr),
    ];
  }

  protected renderBody(place: string): RenderedStep {
    const { inputs, reference } = this.action;
    const entries = Object.entries(this.given).map(([name, value]) => [
      name,
      renderInput(`${place}.with.${name}`, inputs[name] ?? 'text', value as string),
    ]);
    return {
      uses: reference.uses,
      with: entries.length === 0 ? undefined : Object.fromEntries(entries),
      env: renderEnv(place, this.props.env),
    };
  }
}

/** The compiler refuses these first; a program in JavaScript, or a spread object, comes as far as here. */
function requireKnown(place: string, action: UsedAction, values: Readonly<Record<string, unknown>>): void {
  const known = Object.keys(action.inputs);
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(place, `some of ${known.join(', ')}`, unknown);
  const missing = action.required.find((name) => values[name] === undefined);
  if (missing !== undefined) throw invalid(`${place}.${missing}`, 'a value', values[missing]);
}

function nameOf(action: UsedAction): string {
  const { name } = action.reference;
  return (name.split('/').at(-1) ?? name).replace(/^github-action-|-(github-)?action$/g, '');
}
