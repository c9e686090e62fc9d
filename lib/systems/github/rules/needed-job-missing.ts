import { tryNearest, type Rule } from '../../../audit';
import { withNeeds } from '../reading/reach';
import { jobs } from './examples';
import { atJob, eachJob } from './places';

const job = (name: string, needs: string): string =>
  `${name}:\n  runs-on: ubuntu-24.04\n  needs: [${needs}]\n  steps:\n    - run: make ${name}\n`;

export const neededJobMissing: Rule = {
  id: 'GHA004',
  severity: 'error',
  title: 'a job waits for one that is not there, or for itself',
  why: 'GitHub refuses the whole workflow: no job of it runs',
  repair: 'name jobs of the same file, without a circle',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds',
  good: jobs(`${job('test', '')}${job('deploy', 'test')}`),
  bad: jobs(`${job('test', '')}${job('deploy', 'test, smoke')}`),
  check: (assembly) =>
    eachJob(assembly, (one) => {
      const ids = one.file.jobs.map(({ id }) => id);
      const unknown = one.needs.filter((id) => !ids.includes(id) && !id.includes('${{'));
      const missing = unknown.map((id) => {
        const near = tryNearest(id, ids);
        const repair =
          near === undefined ? `define it, or remove it from needs: there are ${ids.join(', ')}` : `write ${near}`;
        return atJob(one, 'needs', `job "${one.id}" needs "${id}", which is not there`, repair);
      });
      const before = [...withNeeds(one)].slice(1);
      const inCircle = one.needs.includes(one.id) || before.some(({ needs }) => needs.includes(one.id));
      if (!inCircle) return missing;
      return [...missing, atJob(one, 'needs', `job "${one.id}" waits for itself`, 'break the circle')];
    }),
};
