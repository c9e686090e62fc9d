import { problem, type Rule } from '../../../audit';
import { pipelinesOf } from '../reading/pipelines';
import { ci } from './examples';

export const neverInterrupted: Rule = {
  id: 'GLC022',
  severity: 'advice',
  title: 'no job of a pipeline is interruptible',
  why: 'every push of a branch runs to its end although a newer one has made it needless: runners are busy and reviews wait',
  repair: 'make jobs that only check interruptible, and leave those that deploy as they are',
  reference: 'https://docs.gitlab.com/ci/yaml/#interruptible',
  good: ci('default:\n  interruptible: true\ntest:\n  script: [go test ./...]\n'),
  bad: ci('test:\n  script: [go test ./...]\n'),
  check: (assembly) =>
    pipelinesOf(assembly)
      .filter(({ isWhole, jobs }) => isWhole && jobs.length > 0 && jobs.every((job) => job.isWhole))
      .filter(({ jobs }) => jobs.every((job) => job.field('interruptible') === undefined))
      .map(({ document }) => {
        const place = { origin: { ...document.origin, line: 1 }, subject: 'pipeline' };
        return problem(
          place,
          'a newer push stops no job',
          'set interruptible: true in default, and false where a job deploys',
        );
      }),
};
