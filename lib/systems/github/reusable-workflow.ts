import { Construct } from 'constructs';
import { type GitHubRepository, invalid } from '../../model';
import { RepositoryFile } from '../../repository';
import { CallJob, type CallableWorkflow, type CallProps } from './call-job';
import { Expr, literal, type Open, type Source } from './expression';
import { type Inputs } from './input';
import { asRequest, granted, type Grant, type PermissionScope } from './permissions';
import { PlacedJob } from './placed-job';
import { renderWorkflow, sourcesOutside, type WorkflowOptions, workflowPath } from './rendered-workflow';
import { checkWorkflow } from './workflow-check';
import { type Secrets, type WorkflowCall } from './workflow-call';

/** Declarations of nothing: what a workflow without inputs or secrets declares. */
export type None = Readonly<Record<never, never>>;

/** An output with what it is for, in a sentence. */
export interface DescribedOutput {
  readonly description: string;
  readonly value: Open<string>;
}

export interface ReusableWorkflowProps<I extends Inputs, S extends Secrets, O extends string> extends WorkflowOptions {
  /** What callers give, made by `On.workflowCall(…)`. */
  readonly on: WorkflowCall<I, S>;
  /** What it leaves behind: outputs of its jobs, under names of its own. @default nothing */
  readonly outputs?: Readonly<Record<O, Open<string> | DescribedOutput>>;
}

type DeclaredOutput = Partial<DescribedOutput> & Pick<DescribedOutput, 'value'>;

/**
 * A workflow that others call as one job. Whoever signs in it signs by its name, whoever calls it. Throws
 * `ReusableWorkflow <name>.…` for an output that is none of a job of it, a secret that is not declared, and as Workflow does.
 */
export class ReusableWorkflow<I extends Inputs = None, S extends Secrets = None, O extends string = never>
  extends Construct
  implements CallableWorkflow<O>
{
  public readonly home: GitHubRepository;
  public readonly name: string;
  public readonly path: string;
  public readonly jobs: readonly PlacedJob[];
  public readonly grants: ReadonlyMap<PermissionScope, Grant>;
  public readonly depth: number;
  /** @internal */
  public readonly _inputs: I;
  /** @internal */
  public readonly _secrets: S;
  /** @internal */
  public readonly _outputs: Readonly<Record<O, 'trusted' | 'attacker'>>;

  public constructor(scope: Construct, id: string, props: ReusableWorkflowProps<I, S, O>) {
    super(scope, id);
    const place = `ReusableWorkflow ${props.name}`;
    const outputs = Object.entries<Open<string> | DescribedOutput>(props.outputs ?? {}).map(
      ([name, given]): [string, DeclaredOutput] => [name, given instanceof Expr ? { value: given } : given],
    );
    this.home = props.repository;
    this.name = props.name;
    this.path = workflowPath(place, props.file);
    this.jobs = props.jobs;
    this._inputs = props.on._inputs;
    this._secrets = props.on._secrets;
    this._outputs = Object.fromEntries(outputs.map(([name, { value }]) => [name, value.trust])) as Record<O, 'trusted'>;
    this.grants = granted(this.jobs.map((job) => asRequest(job.id, job.grants)));
    this.depth = 1 + Math.max(0, ...this.jobs.map((job) => (job instanceof CallJob ? job.workflow.depth : 0)));
    checkWorkflow({ place, triggers: [props.on], jobs: this.jobs, sources: sourcesOutside(props) });
    this.checkSecrets(place);
    const events = { workflow_call: { ...props.on._render(), outputs: this.renderOutputs(place, outputs) } };
    // The caller's concurrency holds: a group of the same name here would wait for, or cancel, the caller itself.
    const content = renderWorkflow(place, props, events, undefined);
    new RepositoryFile(this, 'File', { repository: props.repository, path: this.path, content });
  }

  /** Where it is kept, `owner/name`. */
  public get repository(): string {
    return this.home.fullName;
  }

  /** A job that calls it. */
  public call(id: string, props: CallProps<I, S>): CallJob<O> {
    return new CallJob(id, this, props);
  }

  private renderOutputs(place: string, outputs: readonly [string, DeclaredOutput][]): object | undefined {
    const entries = outputs.map(([name, { description, value }]) => {
      const { code, sources } = value;
      if (!sources.every((source) => this.isOwnOutput(source)) || !/^needs\.[\w-]+\.outputs\.[\w-]+$/.test(code)) {
        throw invalid(`${place}.outputs.${name}`, 'an output of one of its jobs', code);
      }
      const said = description === undefined ? undefined : literal(`${place}.outputs.${name}`, description);
      return [name, { description: said, value: `\${{ ${code.replace(/^needs/, 'jobs')} }}` }];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }

  private isOwnOutput({ owner }: Source): boolean {
    return owner instanceof PlacedJob && this.jobs.includes(owner);
  }

  /** A caller hands over what is declared; only an environment gives secrets of its own. */
  private checkSecrets(place: string): void {
    for (const job of this.jobs.filter(({ _environment }) => _environment === undefined)) {
      const unknown = job._sources.find(({ context, owner }) => context === 'secrets' && owner === undefined);
      if (unknown) {
        throw invalid(
          `${place}.jobs.${job.id}`,
          'secrets that callers hand over, or of an environment',
          `secrets.${unknown.name}`,
          'declare it: On.workflowCall({ secrets: { … } })',
        );
      }
    }
  }
}
