import { Construct } from 'constructs';
import { toYaml } from '../../assembly';
import { type GitLabProject, GitLabPipelineIdentity, type GitLabRef, invalid, type SigningIdentity } from '../../model';
import { RepositoryFile } from '../../repository';
import { GitLabJob } from './gitlab-job';
import { type Include } from './include';
import { type Job } from './job';
import { checkPipeline } from './pipeline-check';
import { renderVariables, type Variables } from './variables';
import { type Workflow } from './workflow';

export interface GitLabPipelineProps {
  /** The project that the file belongs into. */
  readonly project: GitLabProject;
  /** The jobs; each job that another needs is one of them. */
  readonly jobs: readonly Job[];
  /** Which pipelines there are. A child pipeline has none: its parent says when it runs. @default the parent's, for a child */
  readonly workflow?: Workflow;
  /** The file's path in the project. @default ".gitlab-ci.yml" */
  readonly path?: string;
  /** What starts it: the project itself, or a job of another pipeline. @default 'project' */
  readonly startedBy?: 'project' | 'parent';
  /** The columns under which jobs are shown. @default those of the jobs, in the order in which they come */
  readonly stages?: readonly string[];
  /** Configuration that is kept elsewhere. @default none */
  readonly includes?: readonly Include[];
  /** Variables of all jobs. @default none */
  readonly variables?: Variables;
}

/** The pipelines of a GitLab project, as the file `.gitlab-ci.yml` of its repository. */
export class GitLabPipeline extends Construct {
  public readonly project: GitLabProject;
  public readonly path: string;
  public readonly startedBy: 'project' | 'parent';
  public readonly jobs: readonly Job[];
  /** What only one job may use at a time: set `process_mode` of each to `oldest_first`, or a waiting pipeline is overtaken. */
  public readonly resourceGroups: readonly string[];

  /** Throws `GitLabPipeline.<prop>: …` where the jobs do not fit together. */
  public constructor(scope: Construct, id: string, props: GitLabPipelineProps) {
    super(scope, id);
    const { jobs, startedBy = 'project', path = '.gitlab-ci.yml' } = props;
    const stages = props.stages ?? [...new Set(jobs.map(({ stage }) => stage))];
    if ((props.workflow === undefined) !== (startedBy === 'parent')) {
      const expected = startedBy === 'parent' ? 'none for a child pipeline' : 'which pipelines there are';
      throw invalid('GitLabPipeline.workflow', expected, props.workflow === undefined ? undefined : 'a workflow');
    }
    checkPipeline({ jobs, stages, isChild: startedBy === 'parent' });
    this.project = props.project;
    this.path = path;
    this.startedBy = startedBy;
    this.jobs = jobs;
    this.resourceGroups = [...new Set(jobs.flatMap((job) => (job instanceof GitLabJob && job.resourceGroup) || []))];
    new RepositoryFile(this, 'file', {
      repository: props.project,
      path,
      content: header(this.resourceGroups) + toYaml([renderPipeline(props, stages)]),
    });
  }

  /** Its jobs at one ref or several, for whoever trusts their tokens. */
  public identity(...refs: readonly [GitLabRef, ...GitLabRef[]]): GitLabPipelineIdentity {
    if (this.startedBy === 'parent') {
      throw invalid('GitLabPipeline.identity', 'a pipeline that the project starts', this.path, "take the parent's");
    }
    return GitLabPipelineIdentity.of({ project: this.project, file: this.path, refs });
  }

  /** Who signs in its jobs at one ref: what policies trust. */
  public signingIdentity(ref: GitLabRef): SigningIdentity {
    return this.identity(ref).signsAs;
  }
}

function renderPipeline(props: GitLabPipelineProps, stages: readonly string[]): object {
  const { workflow, includes = [], variables, jobs } = props;
  return {
    ...(workflow === undefined ? {} : { workflow: workflow._render() }),
    ...(includes.length === 0 ? {} : { include: includes.map((one) => one._render()) }),
    stages: [...stages],
    ...(variables === undefined ? {} : { variables: renderVariables('GitLabPipeline.variables', variables) }),
    ...Object.fromEntries(jobs.map((job) => [job.name, job._render()])),
  };
}

function header(resourceGroups: readonly string[]): string {
  const lines = ['# Written by slipway: a change by hand is lost.'];
  if (resourceGroups.length > 0) {
    lines.push(
      `# The resource groups ${resourceGroups.join(', ')} must have process_mode oldest_first (API: PUT /projects/:id/resource_groups/:key).`,
    );
  }
  return `${lines.join('\n')}\n`;
}
