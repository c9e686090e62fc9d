import { invalid } from '../../model';
import { Expr, literal, type Open, variableName } from './expression';

export interface InputProps {
  /** What it is for, in a sentence. @default none */
  readonly description?: string;
}

export interface DefaultedInputProps<T> extends InputProps {
  /** The value where none is given; with one, nobody has to give it. */
  readonly default: T;
}

type InputType = 'string' | 'number' | 'boolean' | 'choice' | 'environment';
/** Whether whoever starts the workflow has to give an input, or may leave it to its default. */
export type InputNeed = 'required' | 'defaulted';
type Plain = string | number | boolean;

/** A declared input of a workflow: of one that people start by hand, or of one that others call. */
export class Input<T extends Plain = Plain, N extends InputNeed = InputNeed> {
  /** A text. */
  public static string(props: DefaultedInputProps<string>): Input<string, 'defaulted'>;
  public static string(props?: InputProps): Input<string, 'required'>;
  public static string(props: Partial<DefaultedInputProps<string>> = {}): Input<string> {
    return new Input('string', props);
  }

  /** A number. */
  public static number(props: DefaultedInputProps<number>): Input<number, 'defaulted'>;
  public static number(props?: InputProps): Input<number, 'required'>;
  public static number(props: Partial<DefaultedInputProps<number>> = {}): Input<number> {
    return new Input('number', props);
  }

  /** A flag. */
  public static boolean(props: DefaultedInputProps<boolean>): Input<boolean, 'defaulted'>;
  public static boolean(props?: InputProps): Input<boolean, 'required'>;
  public static boolean(props: Partial<DefaultedInputProps<boolean>> = {}): Input<boolean> {
    return new Input('boolean', props);
  }

  /** One of some texts. Who calls a workflow is held to them by the compiler, who starts one by hand by GitHub's form. */
  public static choice<const C extends string>(
    options: readonly C[],
    props: DefaultedInputProps<C>,
  ): Input<C, 'defaulted'>;
  public static choice<const C extends string>(options: readonly C[], props?: InputProps): Input<C, 'required'>;
  public static choice<const C extends string>(
    options: readonly C[],
    props: Partial<DefaultedInputProps<C>> = {},
  ): Input<C> {
    if (options.length === 0) throw invalid('Input.choice', 'at least one option', options);
    return new Input('choice', props, options);
  }

  /** The name of one of the repository's environments, for a workflow that people start by hand. */
  public static environment(props: InputProps = {}): Input<string, 'required'> {
    return new Input('environment', props);
  }

  public readonly need: N;
  /** The type of the value: never set, it only tells the compiler. */
  declare protected readonly value: T;

  private constructor(
    private readonly type: InputType,
    private readonly props: Partial<DefaultedInputProps<Plain>>,
    private readonly options?: readonly string[],
  ) {
    this.need = (props.default === undefined ? 'required' : 'defaulted') as N;
  }

  /** As it is declared; a workflow that others call knows neither choices nor environments. @internal */
  public _render(place: string, event: 'workflow_call' | 'workflow_dispatch'): object {
    const { description, default: fallback } = this.props;
    const isForm = event === 'workflow_dispatch';
    const isSpecial = this.type === 'choice' || this.type === 'environment';
    return {
      description: description === undefined ? undefined : literal(place, description),
      type: isSpecial && !isForm ? 'string' : this.type,
      required: this.need === 'required',
      default: typeof fallback === 'string' ? literal(place, fallback) : fallback,
      options: isForm ? this.options : undefined,
    };
  }
}

/** The declared inputs of a workflow, by name. */
export type Inputs = Readonly<Record<string, Input>>;

/** The type of an input's value. */
export type TypeOf<I extends Input> = I extends Input<infer T> ? T : never;

/** The values of declared inputs, as the workflow reads them. */
export type InputRefs<I extends Inputs> = { readonly [N in keyof I]: Expr<TypeOf<I[N]>, 'trusted'> };

type RequiredNames<I extends Inputs> = { [N in keyof I]: I[N]['need'] extends 'required' ? N : never }[keyof I];

/** What a caller gives: every required input, any defaulted one, nothing else. */
export type InputValues<I extends Inputs> = {
  readonly [N in RequiredNames<I>]: TypeOf<I[N]> | Open<TypeOf<I[N]>>;
} & { readonly [N in Exclude<keyof I, RequiredNames<I>>]?: TypeOf<I[N]> | Open<TypeOf<I[N]>> };

/** The `with` prop of a caller: it may be left out only where nothing is required. */
export type WithProp<I extends Inputs> = [RequiredNames<I>] extends [never]
  ? {
      /** The values of the inputs; each has a default. @default none */
      readonly with?: InputValues<I>;
    }
  : {
      /** The values of the inputs: all required ones, and any that has a default. */
      readonly with: InputValues<I>;
    };

/** The references to the inputs that `owner` declares. */
export function inputRefs<I extends Inputs>(owner: object, inputs: I): InputRefs<I> {
  const refs = Object.keys(inputs).map((name) => {
    declaredName('Input', name);
    const source = { context: 'inputs', owner, name } as const;
    return [name, new Expr(`inputs.${name}`, 'trusted', [source], variableName(`input_${name}`))];
  });
  return Object.fromEntries(refs) as InputRefs<I>;
}

/** Throws for a name that an expression could not say. */
export function declaredName(place: string, name: string): void {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw invalid(place, 'names such as "image-digest"', name);
}
