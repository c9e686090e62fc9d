import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';
import { promotionEndingWith } from './promotion-scripts';

const PROMOTE = script(
  "yq -i '.image.digest = strenv(DIGEST)' values.yaml\ngit diff --quiet || git commit -m promote values.yaml\ngit push",
  "env: { DIGEST: '${{ vars.DIGEST }}' }",
);

export const promotionUnordered: Rule = {
  id: 'GHA121',
  severity: 'warning',
  title: 'two runs can promote at the same time',
  why: 'the older one may end last, and what it writes is an older image than the one that runs',
  repair: 'put the job into a concurrency group of its environment, with queue: max and without cancel-in-progress',
  reference:
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency',
  good: workflow({ job: 'concurrency: { group: promote-staging, queue: max }', steps: PROMOTE }),
  bad: workflow({ steps: PROMOTE }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const { job, file } = one.step;
      if (
        !job ||
        promotionEndingWith(one).length === 0 ||
        job.fields['concurrency'] !== undefined ||
        file.fields['concurrency'] !== undefined
      )
        return [];
      return [
        inScript(
          one,
          /git (-C \S+ )?push|kubectl|helm|argocd/,
          `job "${job.id}" promotes, and nothing keeps its runs in order`,
          'give it a concurrency group of its environment, with queue: max',
        ),
      ];
    }),
};
