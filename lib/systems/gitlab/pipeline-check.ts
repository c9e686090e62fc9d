import { invalid } from '../../model';
import { GitLabJob } from './gitlab-job';
import { type Job } from './job';

/** What a check must know of a pipeline. */
export interface CheckedPipeline {
  readonly jobs: readonly Job[];
  readonly stages: readonly string[];
  /** Whether another pipeline of the project starts it. */
  readonly isChild: boolean;
}

/** Throws `GitLabPipeline.jobs…: …` for what GitLab would refuse, or what would break on the first run. A cycle cannot be written. */
export function checkPipeline(pipeline: CheckedPipeline): void {
  const { jobs } = pipeline;
  if (jobs.length === 0) throw invalid('GitLabPipeline.jobs', 'at least one job', jobs.length);
  const twice = jobs.find(({ name }, i) => jobs.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw invalid('GitLabPipeline.jobs', 'jobs of different names', twice.name);
  for (const job of jobs) {
    checkPlace(job, pipeline);
    checkOutputs(job, jobs);
    if (job instanceof GitLabJob) checkTokens(job, pipeline.isChild);
  }
}

function checkPlace(job: Job, { jobs, stages }: CheckedPipeline): void {
  const place = `GitLabPipeline.jobs.${job.name}`;
  if (!stages.includes(job.stage)) throw invalid(`${place}.stage`, `one of ${stages.join(', ')}`, job.stage);
  for (const need of job.needs) {
    const { name, stage } = need.job;
    if (!jobs.includes(need.job)) throw invalid(`${place}.needs`, 'jobs of the same pipeline', name, 'add it to jobs');
    if (stages.indexOf(stage) > stages.indexOf(job.stage)) {
      throw invalid(`${place}.needs`, 'jobs of the same or an earlier stage', `${name} of ${stage}`);
    }
    if (!need.optional && !isThereWith(need.job, job)) {
      throw invalid(
        `${place}.needs`,
        `jobs that are in every pipeline that ${job.name} is in`,
        name,
        'give both the same conditions, or make the need optional',
      );
    }
  }
}

/** GitLab makes no pipeline at all where a needed job is left out: its rules must cover those of the job that needs it. */
function isThereWith(needed: Job, job: Job): boolean {
  if (needed.rules.every(({ adds, condition }) => adds && condition === undefined)) return true;
  const conditions = (one: Job): readonly string[] =>
    one.rules.filter(({ adds }) => adds).map(({ condition }) => condition?.text ?? 'otherwise');
  const covered = conditions(needed);
  const refused = needed.rules.filter(({ adds }) => !adds).map(({ condition }) => condition?.text);
  const own = job.rules.filter(({ adds }) => !adds).map(({ condition }) => condition?.text);
  return (
    job.rules.length > 0 &&
    conditions(job).every((one) => covered.includes(one)) &&
    refused.every((one) => own.includes(one))
  );
}

function checkOutputs(job: Job, jobs: readonly Job[]): void {
  if (!(job instanceof GitLabJob)) return;
  const handed = new Set(job.needs.filter(({ artifacts }) => artifacts).flatMap((need) => need.job.outputs));
  const read = jobs
    .filter((other) => other !== job)
    .flatMap((other) => other.outputs.map((name) => ({ name, from: other.name })))
    .find(({ name }) => !handed.has(name) && new RegExp(`\\$\\{?${name}\\b`).test(job._script));
  if (read === undefined) return;
  throw invalid(
    `GitLabPipeline.jobs.${job.name}.needs`,
    `the job ${read.from}, whose output ${read.name} it reads`,
    job.needs.map((need) => need.job.name),
  );
}

/** Whoever may open a merge request writes what its jobs run: none of them may say that it is the project. */
function checkTokens(job: GitLabJob, isChild: boolean): void {
  const tokens = Object.entries(job.idTokens);
  const place = `GitLabPipeline.jobs.${job.name}`;
  if (tokens.length === 0) return;
  const named = job.rules.filter(({ adds }) => adds).map(({ condition }) => condition?.text ?? 'otherwise');
  if (named.length === 0 || named.some((text) => text === 'otherwise' || !NAMED_REF.test(text))) {
    throw invalid(
      `${place}.rules`,
      'rules that each name a ref, since the job has id tokens',
      named.length === 0 ? 'no rules' : named,
      'use Condition.onDefaultBranch or Condition.onRef',
    );
  }
  const sigstore = tokens.find(([, { audience }]) => audience === 'sigstore');
  if (isChild && sigstore !== undefined) {
    throw invalid(
      `${place}.idTokens`,
      'no token for Sigstore in a child pipeline',
      sigstore[0],
      'its tokens do not say which file they come from, and Fulcio refuses them: sign in the parent',
    );
  }
}

const NAMED_REF =
  /^(\$CI_COMMIT_BRANCH == (\$CI_DEFAULT_BRANCH|"[^"]+")|\$CI_COMMIT_TAG( == "[^"]+"| =~ \/\^\S+\/))( && [^|]+)?$/;
