import { type ActionInputs, type ActionValues } from './action-input';
import { type ActionPin } from './action-pins';
import { ActionReference } from './action-reference';
import { ActionStep, type ActionStepProps } from './action-step';
import { type Permissions } from './permissions';

/** The declared outputs of an action: whether GitHub masks the value, which then cannot leave the job. */
export type ActionOutputs = Readonly<Record<string, 'open' | 'secret'>>;

/** What is known of an action: the facts of its `action.yml` at the pinned commit, and what slipway makes of them. */
export interface ActionFacts<I extends ActionInputs, Q extends keyof I, O extends ActionOutputs> {
  /** The commit, and the version that this is. */
  readonly pin: Pick<ActionPin, 'uses'>;
  /** What runs it: `runs.using`. */
  readonly runs: 'node24' | 'composite' | 'docker';
  /** What it takes, in its own spelling. */
  readonly inputs: I;
  /** The inputs that a step must give: those that the action requires, and those whose default is not safe. @default none */
  readonly required?: readonly Q[];
  /** What is given unless a step says otherwise. @default none */
  readonly sets?: Partial<ActionValues<I, never>>;
  /** What it leaves behind. @default none */
  readonly outputs?: O;
  /** What its token must be able to do; a function where that depends on what it is given. @default nothing */
  readonly permissions?: Permissions | ((given: Partial<ActionValues<I, never>>) => Permissions);
  /** The actions that a composite one uses itself, each `owner/repository@<ref>`. @default none */
  readonly innerUses?: readonly string[];
}

/** An action at one commit, and how to use it. */
export class Action<
  I extends ActionInputs = ActionInputs,
  Q extends keyof I = keyof I,
  O extends ActionOutputs = ActionOutputs,
> {
  /** Throws `ActionReference: …` unless the pin is a whole commit with a version behind it. */
  public static of<
    const I extends ActionInputs,
    const Q extends keyof I = never,
    const O extends ActionOutputs = Readonly<Record<never, never>>,
  >(facts: ActionFacts<I, Q, O>): Action<I, Q, O> {
    return new Action(facts);
  }

  public readonly reference: ActionReference;
  public readonly runs: 'node24' | 'composite' | 'docker';
  public readonly inputs: I;
  public readonly required: readonly string[];
  public readonly outputs: O;
  public readonly innerUses: readonly string[];
  private readonly facts: ActionFacts<I, Q, O>;

  private constructor(facts: ActionFacts<I, Q, O>) {
    this.facts = facts;
    this.reference = ActionReference.of(facts.pin.uses);
    this.runs = facts.runs;
    this.inputs = facts.inputs;
    this.required = (facts.required ?? []).map(String);
    this.outputs = facts.outputs ?? ({} as O);
    this.innerUses = facts.innerUses ?? [];
  }

  /** A step that runs the action. */
  public step(...[props]: StepArguments<I, Q>): ActionStep<O> {
    return new ActionStep<O>(this, (props ?? {}) as ActionStepProps);
  }

  /** What is given, completed by what slipway sets. @internal */
  public _given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const all: Record<string, unknown> = { ...this.facts.sets, ...values };
    // In the order of the declaration, so that the file does not change when a program is reordered.
    const names = Object.keys(this.inputs).filter((name) => all[name] !== undefined);
    return Object.fromEntries(names.map((name) => [name, all[name]]));
  }

  /** @internal */
  public _permissions(given: Readonly<Record<string, unknown>>): Permissions {
    const { permissions = {} } = this.facts;
    return typeof permissions === 'function' ? permissions(given as Partial<ActionValues<I, never>>) : permissions;
  }
}

/** `with` may be left out only where nothing is required. */
type StepArguments<I extends ActionInputs, Q extends keyof I> = [Q] extends [never]
  ? [props?: Omit<ActionStepProps, 'with'> & { readonly with?: ActionValues<I, Q> }]
  : [props: Omit<ActionStepProps, 'with'> & { readonly with: ActionValues<I, Q> }];
