import { Hidden, invalid } from '../../model';
import { Expr, renderText, type Text } from './expression';
import { type PermissionRequest, type Permissions } from './permissions';
import { type Script } from './script';
import { type RenderedStep, renderEnv, Step, type StepOptions, type StepOutputs, stepOutput } from './step';

export interface RunStepProps<N extends string = never> extends StepOptions {
  /** The name in the log. */
  readonly name: Text;
  /** What it runs, written with bash`…` or sh`…`. */
  readonly script: Script;
  /** The folder that it runs in. @default the checkout */
  readonly workingDirectory?: Text;
  /** The outputs that the script writes to the file `"$GITHUB_OUTPUT"`. @default none */
  readonly outputs?: readonly N[];
  /** What the token must be able to do for it. @default nothing */
  readonly permissions?: Permissions;
}

/** A step that runs a script. Throws as RunStep does. */
export function run<const N extends string = never>(props: RunStepProps<N>): RunStep<N> {
  return new RunStep(props);
}

/**
 * A step that runs a script. Throws `Step <name>.outputs: …` where the script does not write an output, and `.env`
 * where a variable would have two values.
 */
export class RunStep<N extends string = string> extends Step {
  /** What the script leaves behind. It is as little to be trusted as the least that the script reads. */
  public readonly outputs: { readonly [name in N]: Expr<string, 'trusted' | 'attacker'> };
  private readonly env: Readonly<Record<string, string | number | boolean | Expr>>;

  public constructor(private readonly props: RunStepProps<N>) {
    super(props, props.id);
    this.env = this.joinEnv();
    const trust = this._expressions.some((one) => one.trust === 'attacker') ? 'attacker' : 'trusted';
    const outputs = (props.outputs ?? []).map((name) => {
      this.requireWritten(name);
      return [name, stepOutput(this, name, trust)];
    });
    this.outputs = Object.fromEntries(outputs) as StepOutputs<N> & RunStep<N>['outputs'];
  }

  public get title(): string {
    return this.props.id ?? (typeof this.props.name === 'string' ? this.props.name : this.props.name.code);
  }

  public get script(): Script {
    return this.props.script;
  }

  public get permissions(): PermissionRequest {
    return { by: this.title, permissions: this.props.permissions ?? {} };
  }

  public get _expressions(): readonly Expr[] {
    return [...Object.values(this.env), this.props.workingDirectory].filter((value) => value instanceof Expr);
  }

  protected renderBody(place: string): RenderedStep {
    const { workingDirectory, script } = this.props;
    return {
      'working-directory':
        workingDirectory === undefined ? undefined : renderText(`${place}.workingDirectory`, workingDirectory),
      shell: script.shell,
      env: renderEnv(place, this.env),
      run: script._render(),
    };
  }

  private joinEnv(): Readonly<Record<string, string | number | boolean | Expr>> {
    const given = this.props.env ?? {};
    for (const [name, expression] of this.script.variables) {
      const other = given[name];
      if (other === undefined || (other instanceof Expr && other.code === expression.code)) continue;
      throw invalid(
        `Step ${this.title}.env.${name}`,
        `the value that the script has under that name, ${expression.code}`,
        other instanceof Expr ? other.code : other,
        'give the expression another name with named(…)',
      );
    }
    return { ...given, ...Object.fromEntries(this.script.variables) };
  }

  private requireWritten(name: string): void {
    const { text } = this.script;
    if (!/^[A-Za-z_][\w-]*$/.test(name))
      throw invalid(`Step ${this.title}.outputs`, 'names such as "image-digest"', name);
    if (text.includes('GITHUB_OUTPUT') && (text.includes(`${name}=`) || text.includes(`${name}<<`))) return;
    throw invalid(
      `Step ${this.title}.outputs.${name}`,
      `a script that writes "${name}=…" to "$GITHUB_OUTPUT"`,
      new Hidden('one that does not'),
    );
  }
}
