import { problem, type Rule } from '../../../audit';
import { needsOf, stageOf } from '../reading/needs';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const stageUnknown: Rule = {
  id: 'GLC013',
  severity: 'error',
  title: 'a job is of a stage that is not there, or needs a job of a later one',
  why: 'GitLab refuses the file: no pipeline starts',
  repair: 'name a stage of the list, and let jobs need only those of the same or earlier stages',
  reference: 'https://docs.gitlab.com/ci/yaml/#stage',
  good: ci('stages: [test]\ntest:\n  stage: test\n  script: [go test ./...]\n'),
  bad: ci('stages: [test]\nbuild:\n  stage: build\n  script: [make]\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .filter(({ isWhole }) => isWhole)
      .flatMap(({ jobs, stages }) =>
        jobs.flatMap((job) => {
          const at = stages.indexOf(stageOf(job));
          if (!job.isWhole) return [];
          if (at < 0) {
            const message = `the stages are ${stages.slice(1, -1).join(', ')}; the job is of ${stageOf(job)}`;
            return [problem(job.place(job.field('stage')), message, 'add the stage, or name one of them')];
          }
          return needsOf(job).flatMap(({ name, field }) => {
            const later = jobs.find((other) => other.name === name && stages.indexOf(stageOf(other)) > at);
            if (later === undefined) return [];
            return [
              problem(job.place(field), `${name} is of the later stage ${stageOf(later)}`, 'move one of the jobs'),
            ];
          });
        }),
      ),
};
