import { GitHubRef, invalid } from '../../../model';
import { toYaml } from '../../../assembly';
import { type Params, type ParamValues } from '../param';
import { type Pipeline } from '../pipeline';
import { type Workspaces } from '../workspace';
import { PIPELINES_AS_CODE_EVENT, type PipelinesAsCodeEvent } from './pipelines-as-code-event';
import { type ParamsFrom, triggeredRun, type TriggeredRunProps } from './triggered-run';

export interface PipelinesAsCodeRunProps<P extends Params, W extends Workspaces, M extends ParamValues<P, 'event'>> {
  /** What runs; it stands in the file whole, with its Tasks. */
  readonly pipeline: Pipeline<P, W>;
  /** What starts it. @default 'push' */
  readonly on?: 'push' | 'pull_request';
  /** The branch that is pushed to, or that the pull request aims at. */
  readonly branch: string;
  /** The values of the pipeline's params, made from an event. */
  readonly map: ParamsFrom<PipelinesAsCodeEvent, P, M>;
  /** What else the runs have. */
  readonly run: TriggeredRunProps<W>;
  /** How many ended runs are kept in the cluster. @default 5 */
  readonly keepRuns?: number;
  /** The file's path in the repository of the source. @default ".tekton/push.yaml", or the same of pull requests */
  readonly path?: string;
}

/**
 * A run of a pipeline that Pipelines-as-Code starts: a file in the repository of the source. It needs no listener and
 * no webhook of one's own, and the pipeline can be changed in a pull request together with the code.
 */
export class PipelinesAsCodeRun<P extends Params, W extends Workspaces, M extends ParamValues<P, 'event'>> {
  /** The file's path in the repository of the source. */
  public readonly path: string;
  /** The file's content. */
  public readonly text: string;

  /** Throws `PipelinesAsCodeRun.<field>: …` for a path outside `.tekton`, or a number of runs below 1. */
  public constructor(props: PipelinesAsCodeRunProps<P, W, M>) {
    const { pipeline, on = 'push', keepRuns = 5 } = props;
    if (!Number.isInteger(keepRuns) || keepRuns < 1) {
      throw invalid('PipelinesAsCodeRun.keepRuns', 'a whole number of 1 or more', keepRuns);
    }
    this.path = checkedPath(props.path ?? `.tekton/${on.replace('_', '-')}.yaml`);
    const annotations = {
      ...props.run.annotations,
      'pipelinesascode.tekton.dev/on-event': `[${on}]`,
      'pipelinesascode.tekton.dev/on-target-branch': `[${GitHubRef.branch(props.branch).text.slice('refs/heads/'.length)}]`,
      'pipelinesascode.tekton.dev/max-keep-runs': String(keepRuns),
    };
    const run = { ...props.run, annotations, embedded: true };
    this.text = toYaml([triggeredRun(pipeline, props.map(PIPELINES_AS_CODE_EVENT), run).manifest]);
  }
}

function checkedPath(path: string): string {
  if (!/^\.tekton\/[\w.-]+\.ya?ml$/.test(path)) {
    throw invalid('PipelinesAsCodeRun.path', 'a YAML file in the folder .tekton', path);
  }
  return path;
}
