import { type JobInFile } from './workflow-file';

/** The ids of all jobs that end before a job begins, directly needed or not. */
export function waitedFor({ file, needs }: JobInFile): ReadonlySet<string> {
  const byId = new Map(file.jobs.map((job) => [job.id, job]));
  const before = new Set<string>();
  const open = [...needs];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (before.has(id)) continue;
    before.add(id);
    open.push(...(byId.get(id)?.needs ?? []));
  }
  return before;
}
