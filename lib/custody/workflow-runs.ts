import { type Assembly, readOnce } from '../assembly';
import { fieldsOf, tryText } from '../systems/github/reading/field';
import { type Permissions } from '../systems/github/reading/permissions';
import { type Trigger, type Triggers } from '../systems/github/reading/triggers';
import { type Uses } from '../systems/github/reading/uses';
import { type JobInFile, type WorkflowFile } from '../systems/github/reading/workflow-file';
import { type WorkflowFiles, workflowFilesOf } from '../systems/github/reading/workflow-files';
import { tryResolved } from './job-values';
import { OPEN } from './open-text';

/** A workflow as it runs: started by itself, or called by another. */
export interface WorkflowRun {
  /** The file that holds the jobs. */
  readonly file: WorkflowFile;
  /** The workflow whose run it is; nothing where somebody outside of the assembly calls the file. */
  readonly started?: WorkflowFile;
  /** The refs that it is started at; what is not known of one is `…`. */
  readonly refs: readonly string[];
  /** The ref that the file is taken from; nothing where it is that of the run. */
  readonly calledAt?: string;
  /** What its inputs hold, as far as callers say so. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What its jobs may do where they do not say it themselves. */
  readonly permissions?: Permissions;
  /** The jobs that call it, the outermost first. */
  readonly callers: readonly JobInFile[];
  /** The files from the one that was started to this one. */
  readonly chain: readonly WorkflowFile[];
}

/** Every run of every workflow: once where it starts by itself, and once for each call. */
export const workflowRuns = readOnce<readonly WorkflowRun[], Assembly>((assembly) => {
  const files = workflowFilesOf(assembly);
  const workflows = files.all.filter(({ kind }) => kind === 'workflow');
  const runs = workflows.filter(({ on }) => !on.onlyCalled).map(startedRun);
  for (const run of runs) runs.push(...run.file.jobs.flatMap((job) => calledRun(run, job, files) ?? []));
  const reached = new Set(runs.map(({ file }) => file));
  return [...runs, ...workflows.filter((file) => !reached.has(file)).map(foreignRun)];
});

function startedRun(file: WorkflowFile): WorkflowRun {
  return { file, started: file, refs: refsOf(file.on), inputs: defaultsOf(file), callers: [], chain: [file] };
}

/** Who calls it is not known, nor at which ref. */
function foreignRun(file: WorkflowFile): WorkflowRun {
  return { file, refs: [`refs/${OPEN}`], calledAt: OPEN, inputs: {}, callers: [], chain: [file] };
}

/** What a job calls, where the assembly has it. GitHub follows ten levels, and refuses a circle. */
function calledRun(run: WorkflowRun, job: JobInFile, files: WorkflowFiles): WorkflowRun | undefined {
  const file = job.uses && tryCalled(job, job.uses, files);
  if (!job.uses || !file || run.chain.includes(file) || run.chain.length > LEVELS) return undefined;
  const calledAt = job.uses.kind === 'repository' ? fullRef(job.uses) : run.calledAt;
  const permissions = job.permissions ?? run.permissions;
  const given = Object.entries(job.with).map(([name, value]) => [name, tryResolved(run, value)] as const);
  return {
    file,
    ...(run.started ? { started: run.started } : {}),
    refs: run.refs,
    ...(calledAt === undefined ? {} : { calledAt }),
    inputs: { ...defaultsOf(file), ...Object.fromEntries(given) },
    ...(permissions ? { permissions } : {}),
    callers: [...run.callers, job],
    chain: [...run.chain, file],
  };
}

const LEVELS = 10;

/** The workflow that a job calls, where the assembly has it. */
export function tryCalled({ file }: JobInFile, uses: Uses, files: WorkflowFiles): WorkflowFile | undefined {
  if (uses.kind === 'local') return files.tryFind(file.source.repository, uses.path);
  return uses.kind === 'repository' ? files.tryFind(uses.repository, uses.path) : undefined;
}

/** The ref of a call as a certificate spells it. What is neither a commit nor spelled as a version may be a branch. */
export function fullRef({ ref, form }: Extract<Uses, { kind: 'repository' }>): string {
  if (form === 'commit' || ref.startsWith('refs/')) return ref;
  if (form === 'branch') return `refs/heads/${ref}`;
  return /^v?\d+(\.|$)/.test(ref) ? `refs/tags/${ref}` : `refs/${OPEN}/${ref}`;
}

/** The refs at which a workflow starts by itself. What pull requests start is left out: nobody trusts their refs. */
export function refsOf({ all }: Triggers): readonly string[] {
  return [...new Set(all.flatMap(refsOfOne))];
}

function refsOfOne(trigger: Trigger): readonly string[] {
  const { event, branches, tags, branchesIgnore, tagsIgnore } = trigger;
  if (event === 'workflow_call' || event === 'pull_request' || event === 'merge_group') return [];
  if (event === 'release') return [`refs/tags/${OPEN}`];
  if (event !== 'push') return [`refs/heads/${OPEN}`, ...(FOR_TAGS.has(event) ? [`refs/tags/${OPEN}`] : [])];
  const all = [branches, tags, branchesIgnore, tagsIgnore].every((filters) => filters.length === 0);
  return [
    ...branches.flatMap((one) => filtered('refs/heads/', one)),
    ...(all || branchesIgnore.length > 0 ? [`refs/heads/${OPEN}`] : []),
    ...tags.flatMap((one) => filtered('refs/tags/', one)),
    ...(all || tagsIgnore.length > 0 ? [`refs/tags/${OPEN}`] : []),
  ];
}

const FOR_TAGS = new Set(['workflow_dispatch', 'create', 'registry_package', 'deployment', 'deployment_status']);

function filtered(kind: string, pattern: string): readonly string[] {
  if (pattern.startsWith('!')) return [];
  // What stands before the first sign of a pattern is sure, but for a letter that ? makes optional.
  const [sure = ''] = /^[^*?+[\]\\]*(?!\?)/.exec(pattern) ?? [];
  return [sure === pattern ? `${kind}${pattern}` : `${kind}${sure}${OPEN}`];
}

function defaultsOf({ fields }: WorkflowFile): Readonly<Record<string, string>> {
  const events = ['workflow_call', 'workflow_dispatch'].map((event) => fieldsOf(fieldsOf(fields['on'])[event]));
  return Object.fromEntries(
    events.flatMap((event) =>
      Object.entries(fieldsOf(event['inputs'])).flatMap(([name, input]) => {
        const value = tryText(fieldsOf(input)['default']);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}
