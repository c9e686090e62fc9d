import { problem, type Problem, type Rule } from '../../../audit';
import { needsOf } from '../reading/needs';
import { pipelinesOf, type ReadPipeline } from '../reading/pipelines';
import { type ReadJob } from '../reading/read-job';
import { ci } from './examples';

export const needUnknown: Rule = {
  id: 'GLC012',
  severity: 'error',
  title: 'a job needs one that is not there, or that waits for it',
  why: 'GitLab refuses the file: no pipeline starts',
  repair: 'name a job of the same pipeline, and let no jobs wait for each other',
  reference: 'https://docs.gitlab.com/ci/yaml/needs/',
  good: ci('test:\n  script: [go test ./...]\nbuild:\n  needs: [test]\n  script: [make]\n'),
  bad: ci('test:\n  script: [go test ./...]\nbuild:\n  needs: [tests]\n  script: [make]\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .filter(({ isWhole }) => isWhole)
      .flatMap((pipeline) => pipeline.jobs.flatMap((job) => [...unknown(pipeline, job), ...circle(pipeline, job)])),
};

function unknown({ jobs }: ReadPipeline, job: ReadJob): readonly Problem[] {
  return needsOf(job)
    .filter(({ name }) => !jobs.some((other) => other.name === name))
    .map(({ name, field }) =>
      problem(job.place(field), `no job of the pipeline is called ${name}`, 'name a job that is there'),
    );
}

function circle({ jobs }: ReadPipeline, job: ReadJob): readonly Problem[] {
  const byName = new Map(jobs.map((one) => [one.name, one]));
  const seen = new Set<string>();
  const open = needsOf(job).map(({ name }) => name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const next = byName.get(name);
    if (next === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...needsOf(next).map((need) => need.name));
  }
  if (!seen.has(job.name)) return [];
  return [problem(job.place(job.field('needs')), 'the job waits for itself', 'remove one need of the circle')];
}
