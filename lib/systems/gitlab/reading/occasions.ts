import { type KnownVariables, tryHolds } from '../if-expression';
import { asMap, type ReadPipeline } from './pipelines';
import { type ReadJob } from './read-job';

/** Something that makes pipelines. */
export type Occasion = keyof typeof OCCASIONS;

const BRANCH = {
  CI_PIPELINE_SOURCE: 'push',
  CI_COMMIT_TAG: null,
  CI_MERGE_REQUEST_ID: null,
  CI_MERGE_REQUEST_IID: null,
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: null,
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: null,
  CI_DEFAULT_BRANCH: 'main',
};

const OCCASIONS = {
  'a push to the default branch': {
    ...BRANCH,
    CI_COMMIT_BRANCH: 'main',
    CI_COMMIT_REF_NAME: 'main',
    CI_COMMIT_REF_PROTECTED: 'true',
    CI_OPEN_MERGE_REQUESTS: null,
  },
  'a push to a branch with a merge request': {
    ...BRANCH,
    CI_COMMIT_BRANCH: 'a-change',
    CI_COMMIT_REF_NAME: 'a-change',
    CI_COMMIT_REF_PROTECTED: 'false',
    CI_OPEN_MERGE_REQUESTS: 'acme/example!7',
  },
  'a merge request': {
    ...BRANCH,
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_COMMIT_BRANCH: null,
    CI_COMMIT_REF_NAME: 'a-change',
    CI_MERGE_REQUEST_ID: '700',
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'a-change',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_OPEN_MERGE_REQUESTS: 'acme/example!7',
  },
} as const satisfies Readonly<Record<string, KnownVariables>>;

/** Whether an occasion makes a pipeline with the job in it; nothing where that cannot be told. */
export function tryRuns(pipeline: ReadPipeline, job: ReadJob, occasion: Occasion): boolean | undefined {
  const starts = tryStarts(pipeline, occasion);
  if (starts === false) return false;
  const takes = job.isWhole ? tryTakes(pipeline, job, occasion) : undefined;
  return takes === false ? false : starts && takes;
}

/** Whether the rules of the workflow let an occasion make a pipeline. */
function tryStarts({ workflow, isWhole }: ReadPipeline, occasion: Occasion): boolean | undefined {
  const rules = asMap(workflow?.value)['rules'];
  if (rules === undefined) return isWhole ? true : undefined;
  return tryRules(rules, occasion);
}

function tryTakes(pipeline: ReadPipeline, job: ReadJob, occasion: Occasion): boolean | undefined {
  const rules = job.field('rules')?.value;
  if (rules !== undefined) return tryRules(rules, occasion);
  const only = job.field('only')?.value;
  const except = job.field('except')?.value;
  if (only === undefined && except === undefined && asMap(pipeline.workflow?.value)['rules'] !== undefined) return true;
  // Without a word a job is for branches and tags; merge requests have to be asked for.
  const included = tryNames(only ?? ['branches', 'tags'], occasion);
  const excluded = except === undefined ? false : tryNames(except, occasion);
  if (included === false || excluded === true) return false;
  return included === undefined || excluded === undefined ? undefined : true;
}

/** The first rule that holds decides; none that holds leaves the job out. */
function tryRules(rules: unknown, occasion: Occasion): boolean | undefined {
  if (!Array.isArray(rules)) return undefined;
  for (const rule of rules as readonly unknown[]) {
    const { if: condition, when, changes, exists } = asMap(rule);
    if (Array.isArray(rule)) return undefined;
    const holds =
      typeof condition === 'string' ? tryHolds(condition, OCCASIONS[occasion]) : condition === undefined || undefined;
    if (holds === false) continue;
    if (holds === undefined || changes !== undefined || exists !== undefined) return undefined;
    return when !== 'never';
  }
  return false;
}

/** `only` and `except` with names of refs and the words for kinds of pipelines. */
function tryNames(value: unknown, occasion: Occasion): boolean | undefined {
  const names: unknown = Array.isArray(value) ? value : asMap(value)['refs'];
  if (!Array.isArray(names) || (!Array.isArray(value) && Object.keys(asMap(value)).length > 1)) return undefined;
  const known = OCCASIONS[occasion];
  const answers = (names as readonly unknown[]).map((name) => {
    if (name === 'merge_requests') return occasion === 'a merge request';
    if (name === 'branches' || name === 'pushes') return occasion !== 'a merge request';
    if (name === 'tags' || name === 'schedules' || name === 'web' || name === 'api') return false;
    if (typeof name !== 'string' || name.startsWith('/')) return undefined;
    return occasion !== 'a merge request' && name === known.CI_COMMIT_REF_NAME;
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}
