import { type GitHubRepository } from '../../model';
import { ActionReference } from './action-reference';
import { CallJob, type CallableWorkflow, type CallProps } from './call-job';
import { type Inputs } from './input';
import { granted, type Grant, type Permissions, type PermissionScope } from './permissions';
import { type Secrets } from './workflow-call';

/** What a workflow of somebody else takes, gives and needs, as its own file says. */
export interface RemoteWorkflowFacts<I extends Inputs, S extends Secrets, O extends string> {
  /** Where it is: `owner/repository/.github/workflows/build.yml@<40 hex digits> # <version>`. */
  readonly uses: string;
  /** The repository it is kept in; needed where somebody trusts who signs in it. @default not known */
  readonly home?: GitHubRepository;
  /** What a caller gives. @default nothing */
  readonly inputs?: I;
  /** The secrets that a caller hands over. @default none */
  readonly secrets?: S;
  /** What it leaves behind. @default nothing */
  readonly outputs?: readonly O[];
  /** What the tokens of its jobs must be able to do. @default nothing */
  readonly permissions?: Permissions;
}

/** A reusable workflow that is not written by this program. */
export class RemoteWorkflow<
  I extends Inputs = Inputs,
  S extends Secrets = Secrets,
  O extends string = string,
> implements CallableWorkflow<O> {
  /** Throws `ActionReference: …` unless it is called at a whole commit with a version behind it. */
  public static of<
    const I extends Inputs = Readonly<Record<never, never>>,
    const S extends Secrets = Readonly<Record<never, never>>,
    const O extends string = never,
  >(facts: RemoteWorkflowFacts<I, S, O>): RemoteWorkflow<I, S, O> {
    return new RemoteWorkflow(facts);
  }

  public readonly repository: string;
  public readonly home: GitHubRepository | undefined;
  public readonly path: string;
  public readonly grants: ReadonlyMap<PermissionScope, Grant>;
  /** What it calls in turn is not known here. */
  public readonly depth = 1;
  public readonly _inputs: I;
  public readonly _secrets: S;
  public readonly _outputs: Readonly<Record<O, 'attacker'>>;
  private readonly reference: ActionReference;

  private constructor(facts: RemoteWorkflowFacts<I, S, O>) {
    this.reference = ActionReference.of(facts.uses);
    this.repository = this.reference.repository;
    this.home = facts.home;
    this.path = this.reference.path ?? '';
    this.grants = granted([{ by: this.reference.name, permissions: facts.permissions ?? {} }]);
    this._inputs = facts.inputs ?? ({} as I);
    this._secrets = facts.secrets ?? ({} as S);
    this._outputs = Object.fromEntries((facts.outputs ?? []).map((name) => [name, 'attacker'])) as Record<
      O,
      'attacker'
    >;
  }

  /** A job that calls it. */
  public call(id: string, props: Omit<CallProps<I, S>, 'at'>): CallJob<O> {
    return new CallJob(id, this, { ...props, at: this.reference });
  }
}
