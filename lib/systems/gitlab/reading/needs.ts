import { asMap, type ReadPipeline } from './pipelines';
import { type Placed, type ReadJob } from './read-job';

/** A job that another names in `needs` or `dependencies`. */
export interface ReadNeed {
  readonly name: string;
  readonly isOptional: boolean;
  readonly field: Placed;
}

/** What a job needs of its own pipeline; jobs of other projects and pipelines are left out. */
export function needsOf(job: ReadJob): readonly ReadNeed[] {
  return ['needs', 'dependencies'].flatMap((keyword) => {
    const field = job.field(keyword);
    const list: readonly unknown[] = Array.isArray(field?.value) ? field.value : [];
    return list.flatMap((one, i) => {
      const {
        job: name,
        project,
        pipeline,
        optional,
      } = typeof one === 'string' ? ({ job: one } as Record<string, unknown>) : asMap(one);
      if (field === undefined || typeof name !== 'string' || project !== undefined || pipeline !== undefined) return [];
      const at = { ...field, path: `${field.path}[${i}]` };
      return [{ name, isOptional: optional === true || keyword === 'dependencies', field: at }];
    });
  });
}

/** Whether a job starts only when another has succeeded: by needs, or by stages where it names none. */
export function isAfter(pipeline: ReadPipeline, job: ReadJob, other: ReadJob): boolean {
  const seen = new Set<ReadJob>();
  const open = [job];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    open.push(...directlyBefore(pipeline, one));
  }
  return job !== other && seen.has(other);
}

function directlyBefore({ jobs, stages }: ReadPipeline, job: ReadJob): readonly ReadJob[] {
  if (job.field('needs') !== undefined) {
    const names = needsOf(job).map(({ name }) => name);
    return jobs.filter(({ name }) => names.includes(name));
  }
  const stage = stages.indexOf(stageOf(job));
  return jobs.filter((other) => stages.indexOf(stageOf(other)) < stage);
}

/** The stage of a job. */
export function stageOf(job: ReadJob): string {
  const stage = job.field('stage')?.value;
  return typeof stage === 'string' ? stage : 'test';
}
