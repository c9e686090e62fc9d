import { Expr, variableName } from './expression';
import { declaredName, type InputRefs, inputRefs, type Inputs } from './input';
import { type DeclaredValue, Trigger } from './trigger';

export interface SecretProps {
  /** What it is for, in a sentence. @default none */
  readonly description?: string;
  /** Whether a caller must give it. @default true */
  readonly required?: boolean;
}

/** The declared secrets of a workflow that others call, by name. */
export type Secrets = Readonly<Record<string, SecretProps>>;

export interface WorkflowCallProps<I extends Inputs, S extends Secrets> {
  /** What a caller gives. @default nothing */
  readonly inputs?: I;
  /** The secrets that a caller hands over. @default none */
  readonly secrets?: S;
}

/** A call by another workflow, with what it gives. */
export class WorkflowCall<I extends Inputs = Inputs, S extends Secrets = Secrets> extends Trigger {
  public readonly inputs: InputRefs<I>;
  public readonly secrets: { readonly [N in keyof S]: Expr<string, 'secret'> };
  /** @internal */
  public readonly _inputs: I;
  /** @internal */
  public readonly _secrets: S;

  public constructor(props: WorkflowCallProps<I, S>) {
    super('workflow_call');
    this._inputs = props.inputs ?? ({} as I);
    this._secrets = props.secrets ?? ({} as S);
    this.inputs = inputRefs(this, this._inputs);
    const secrets = Object.keys(this._secrets).map((name) => {
      declaredName('On.workflowCall.secrets', name);
      const source = { context: 'secrets', owner: this, name } as const;
      return [name, new Expr(`secrets.${name}`, 'secret', [source], variableName(name))];
    });
    this.secrets = Object.fromEntries(secrets) as WorkflowCall<I, S>['secrets'];
  }

  public override get _declared(): readonly DeclaredValue[] {
    return [
      ...Object.keys(this._inputs).map((name) => ({ context: 'inputs', name }) as const),
      ...Object.keys(this._secrets).map((name) => ({ context: 'secrets', name }) as const),
    ];
  }

  public override _render(): object | null {
    const inputs = Object.entries(this._inputs).map(([name, input]) => [
      name,
      input._render(`On.workflowCall.inputs.${name}`, 'workflow_call'),
    ]);
    const secrets = Object.entries(this._secrets).map(([name, { description, required = true }]) => [
      name,
      { description, required },
    ]);
    return {
      inputs: inputs.length === 0 ? undefined : Object.fromEntries(inputs),
      secrets: secrets.length === 0 ? undefined : Object.fromEntries(secrets),
    };
  }
}
