import { problem, type Rule } from '../../../audit';
import { fieldsOf } from '../reading/field';
import { script, workflow } from './examples';
import { eachScript } from './places';
import { promotionEndingWith } from './promotion-scripts';

const PROMOTE = script(
  "yq -i '.image.digest = strenv(DIGEST)' values.yaml\ngit diff --quiet || git commit -m promote values.yaml\ngit push",
  "env: { DIGEST: '${{ vars.DIGEST }}' }",
);

export const promotionCancelled: Rule = {
  id: 'GHA122',
  severity: 'warning',
  title: 'a run that promotes can be thrown away by a later one',
  why: 'cancelled in the middle it leaves half of its work; waiting in a group of one place it is dropped, and its image is never promoted',
  repair: 'write queue: max and no cancel-in-progress',
  reference: 'https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues/',
  good: workflow({ job: 'concurrency: { group: promote-staging, queue: max }', steps: PROMOTE }),
  bad: workflow({ job: 'concurrency: { group: promote-staging, cancel-in-progress: true }', steps: PROMOTE }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const { job, file } = one.step;
      if (!job || promotionEndingWith(one).length === 0) return [];
      const own = job.fields['concurrency'];
      const value = own ?? file.fields['concurrency'];
      if (value === undefined || fieldsOf(value)['cancel-in-progress'] !== true) return [];
      const place = own === undefined ? file.place.at('concurrency') : file.place.at(`${job.path}.concurrency`);
      return [
        problem(
          place,
          `job "${job.id}" promotes, and a later run cancels it`,
          'write queue: max in place of cancel-in-progress',
        ),
      ];
    }),
};
