import { problem, type Problem, type Rule, tryNearest } from '../../../audit';
import { pipelinesOf } from '../reading/pipelines';
import { type ReadJob } from '../reading/read-job';
import { ci } from './examples';

export const keywordUnknown: Rule = {
  id: 'GLC002',
  severity: 'error',
  title: 'a job has a keyword that GitLab does not know, or nothing to run',
  why: 'GitLab refuses the whole file: no pipeline starts, not even for other jobs',
  repair: 'write the keyword that was meant, and a script or trigger',
  reference: 'https://docs.gitlab.com/ci/yaml/',
  good: ci('test:\n  script:\n    - go test ./...\n'),
  bad: ci('test:\n  scripts:\n    - go test ./...\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .flatMap(({ jobs }) => jobs)
      .flatMap((job) => {
        const found = unknown(job);
        return found.length > 0 ? found : empty(job);
      }),
};

function unknown(job: ReadJob): readonly Problem[] {
  return job.names
    .filter((name) => !KEYWORDS.has(name) && !FOREIGN.has(name))
    .map((name) => {
      const nearest = tryNearest(name, [...KEYWORDS]);
      const repair = nearest === undefined ? 'remove it' : `write ${nearest}`;
      return problem(job.place(job.field(name)), `${name} is no keyword of a job`, repair);
    });
}

function empty(job: ReadJob): readonly Problem[] {
  if (
    !job.isWhole ||
    RUNS.some((name) => job.field(name) !== undefined) ||
    job.names.some((name) => FOREIGN.has(name))
  ) {
    return [];
  }
  return [problem(job.place(), 'the job has no script, no run and no trigger', 'add a script')];
}

const RUNS = ['script', 'trigger', 'run'];

/** Told of by another rule. */
const FOREIGN = new Set(['runs-on', 'steps', 'uses']);

/** @see https://docs.gitlab.com/ci/yaml/#job-keywords */
const KEYWORDS = new Set(
  (
    'after_script allow_failure artifacts before_script cache coverage dast_configuration dependencies environment ' +
    'except extends hooks id_tokens identity image inherit inputs interruptible manual_confirmation needs only pages ' +
    'parallel release resource_group retry rules run script secrets services stage start_in tags timeout trigger type ' +
    'variables when publish'
  ).split(' '),
);
