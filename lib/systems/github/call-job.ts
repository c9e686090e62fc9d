import { type GitHubRepository, invalid } from '../../model';
import { type ActionReference } from './action-reference';
import { requireAvailable } from './availability';
import { Expr, type Open, renderText, type Source, sourcesOf } from './expression';
import { asRequest, granted, type Grant, type PermissionScope } from './permissions';
import { type JobOptions, type JobOutputRefs, PlacedJob, type Withheld } from './placed-job';
import { type Inputs, type WithProp } from './input';
import { type Secrets } from './workflow-call';

/** A workflow that jobs can call: one of this program, or one that somebody else keeps. */
export interface CallableWorkflow<O extends string = string> {
  /** Where it is kept, `owner/name`. */
  readonly repository: string;
  /** The same, where the numbers behind the name are known. */
  readonly home: GitHubRepository | undefined;
  /** Its file, such as `.github/workflows/build.yaml`. */
  readonly path: string;
  /** What the tokens of its jobs must be able to do. */
  readonly grants: ReadonlyMap<PermissionScope, Grant>;
  /** How many workflows are called below each other, itself among them. */
  readonly depth: number;
  /** @internal */
  readonly _inputs: Inputs;
  /** @internal */
  readonly _secrets: Secrets;
  /** Its outputs, and whether an attacker may have written them. @internal */
  readonly _outputs: Readonly<Record<O, 'trusted' | 'attacker'>>;
}

/** What a job that calls a workflow may say beside its inputs and secrets. */
export interface CallOptions extends JobOptions {
  /**
   * The commit that is called, with its version, where the workflow is kept in another repository.
   * @default the commit of the caller, in the same repository
   */
  readonly at?: ActionReference;
}

/** The secrets that a caller hands over: all required ones, and any other that is declared. */
export type SecretValues<S extends Secrets> = {
  readonly [N in keyof S as S[N]['required'] extends false ? never : N]: Expr<string, 'secret'>;
} & { readonly [N in keyof S as S[N]['required'] extends false ? N : never]?: Expr<string, 'secret'> };

/** The `secrets` prop of a caller: it may be left out only where none is declared. */
export type SecretsProp<S extends Secrets> = [keyof S] extends [never]
  ? { readonly secrets?: Readonly<Record<string, never>> }
  : {
      /** The secrets that are handed over. */
      readonly secrets: SecretValues<S>;
    };

/** What a caller says. */
export type CallProps<I extends Inputs, S extends Secrets> = CallOptions & WithProp<I> & SecretsProp<S>;

interface Given extends CallOptions {
  readonly with?: Readonly<Record<string, string | number | boolean | Expr>>;
  readonly secrets?: Readonly<Record<string, Expr>>;
}

/**
 * A job that calls a workflow. It grants what the jobs of that workflow need, no more: GitHub refuses a call that grants
 * less. Who signs in it is the called workflow, not the caller.
 */
export class CallJob<O extends string = string> extends PlacedJob<Readonly<Record<O, Open<string>>>> {
  public readonly outputs: JobOutputRefs<Readonly<Record<O, Open<string>>>>;
  public readonly grants: ReadonlyMap<PermissionScope, Grant>;
  private readonly given: Given;

  /** Throws `Job <id>.with` or `.secrets` for what the workflow does not declare, and for what it needs and does not get. */
  public constructor(
    id: string,
    public readonly workflow: CallableWorkflow<O>,
    props: CallOptions,
  ) {
    super(id, props);
    this.given = props;
    const { _inputs, _secrets, _outputs } = workflow;
    const required = (names: readonly [string, unknown][]): string[] => names.map(([name]) => name);
    checkGiven(
      `Job ${id}.with`,
      this.given.with,
      Object.keys(_inputs),
      required(Object.entries(_inputs).filter(([, { need }]) => need === 'required')),
    );
    checkGiven(
      `Job ${id}.secrets`,
      this.given.secrets,
      Object.keys(_secrets),
      required(Object.entries(_secrets).filter(([, one]) => one.required !== false)),
    );
    this.grants = granted([asRequest(workflow.path, workflow.grants)]);
    const outputs = Object.entries<'trusted' | 'attacker'>(_outputs).map(([name, trust]) => [
      name,
      this.output(name, trust),
    ]);
    this.outputs = Object.fromEntries(outputs) as JobOutputRefs<Readonly<Record<O, Open<string>>>>;
  }

  /** The commit that is called; nothing where it is that of the caller. */
  public get at(): ActionReference | undefined {
    return this.given.at;
  }

  public get _environment(): string | undefined {
    return undefined;
  }

  public get _sources(): readonly Source[] {
    const given = [...Object.values(this.given.with ?? {}), ...Object.values(this.given.secrets ?? {})];
    return [...this.ownSources, ...given.flatMap(sourcesOf)];
  }

  public _withheldFrom(): Withheld | undefined {
    const [secret] = Object.values(this.given.secrets ?? {}).flatMap(sourcesOf);
    if (secret !== undefined) return { what: `the secret ${secret.name} for ${this.workflow.path}` };
    const write = [...this.grants].find(([, { access }]) => access === 'write');
    return write && { what: `${write[0]}: write for ${this.workflow.path}` };
  }

  protected renderBody(place: string, repository: GitHubRepository): object {
    const given = Object.entries(this.given.with ?? {}).filter(([, value]) => value !== undefined);
    const secrets = Object.entries(this.given.secrets ?? {});
    requireAvailable(
      `${place}.with`,
      'call input',
      given.flatMap(([, value]) => sourcesOf(value)),
    );
    return {
      uses: this.uses(place, repository),
      with:
        given.length === 0
          ? undefined
          : Object.fromEntries(
              given.map(([name, value]) => [
                name,
                typeof value === 'string' || value instanceof Expr ? renderText(`${place}.with.${name}`, value) : value,
              ]),
            ),
      secrets:
        secrets.length === 0 ? undefined : Object.fromEntries(secrets.map(([name, value]) => [name, value.rendered])),
    };
  }

  private uses(place: string, caller: GitHubRepository): string {
    const { repository, path } = this.workflow;
    const at = this.at;
    if (at === undefined && repository === caller.fullName) return `./${path}`;
    if (at?.name === `${repository}/${path}`) return at.uses;
    throw invalid(
      `${place}.at`,
      `the commit of ${repository}/${path} that is called`,
      at?.name,
      'only a workflow of the same repository needs none',
    );
  }
}

function checkGiven(
  place: string,
  given: Readonly<Record<string, unknown>> = {},
  known: readonly string[],
  required: readonly string[],
): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(place, known.length === 0 ? 'none' : `some of ${known.join(', ')}`, unknown);
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined) throw invalid(`${place}.${missing}`, 'a value', given[missing]);
}
