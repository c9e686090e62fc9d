import { type Rule } from '../../../audit';
import { withNeeds } from '../reading/reach';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';
import { promotionEndingWith } from './promotion-scripts';

const PROMOTE = script(
  "yq -i '.image.digest = strenv(DIGEST)' apps/production/values.yaml\ngit diff --quiet || git commit -am promote\ngit push",
  "env: { DIGEST: '${{ vars.DIGEST }}' }",
);

const PRODUCTION = /(?:^|[\s/._-])(?:prod|production)(?:[/._-]|$)/m;

export const straightToProduction: Rule = {
  id: 'GHA136',
  severity: 'warning',
  title: 'every push goes straight to production',
  why: 'the first that sees a mistake of the commit is a customer: nothing between the merge and production has run it',
  repair: 'promote to a first environment, and on from there by pull request or an environment that asks for approval',
  good: workflow({ job: 'environment: production', steps: PROMOTE }),
  bad: workflow({ steps: PROMOTE }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const { job, file } = one.step;
      if (!job || job.environment !== undefined || !file.on.runsOnBranches) return [];
      const isNamed = promotionEndingWith(one).some(({ text }) => PRODUCTION.test(text));
      if (!isNamed || [...withNeeds(job)].some((before) => before.environment !== undefined)) return [];
      const asks =
        /pull|dispatch|inputs/.test(`${job.if ?? ''} ${one.step.if ?? ''}`) &&
        !/!=\s*'pull_request'/.test(`${job.if ?? ''} ${one.step.if ?? ''}`);
      if (asks) return [];
      return [
        inScript(
          one,
          /git (-C \S+ )?push/,
          `job "${job.id}" writes production on every push, without an environment that anybody approves`,
          'promote to a first environment, or give the job an environment',
        ),
      ];
    }),
};
