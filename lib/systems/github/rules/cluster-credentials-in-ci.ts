import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';
import { jobPromotes } from './promotion-scripts';

const PROMOTE = script(
  "yq -i '.image.digest = strenv(DIGEST)' values.yaml\ngit diff --quiet || git commit -am promote\ngit push",
  "env: { DIGEST: '${{ vars.DIGEST }}' }",
);

export const clusterCredentials: Rule = {
  id: 'GHA141',
  severity: 'advice',
  title: 'a workflow that promotes by Git also holds credentials of the cluster',
  why: 'who gets into a job, by an action or a dependency, is then in the cluster: what GitOps was chosen to prevent',
  repair: 'let something inside the cluster report, or ask Argo CD with a token that only reads',
  good: workflow({ steps: PROMOTE }),
  bad: workflow({ steps: `${PROMOTE}${script('aws eks update-kubeconfig --name shop')}` }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      if (!one.step.file.jobs.some(jobPromotes)) return [];
      return one.commands.flatMap(({ program, args }) =>
        (program === 'aws' && args.join(' ').startsWith('eks update-kubeconfig')) ||
        (program === 'gcloud' && args.includes('get-credentials'))
          ? [
              inScript(
                one,
                /eks update-kubeconfig|get-credentials/,
                `${one.step.title} gets credentials of the cluster`,
                'let GitOps deploy, and ask it for the result',
              ),
            ]
          : [],
      );
    }),
};
