import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const syncOfAnyRevision: Rule = {
  id: 'GHA140',
  severity: 'warning',
  title: 'the wait for a sync does not say of which revision',
  why: 'Argo CD has often not seen the commit yet: the application is Synced and Healthy at the old one, and the job goes on',
  repair: 'wait until status.sync.revision is the commit that was pushed, after a hard refresh',
  reference: 'https://github.com/argoproj/argo-cd/issues/12211',
  good: workflow({
    steps: script('argocd app sync api --revision "$COMMIT"', "env: { COMMIT: '${{ vars.COMMIT }}' }"),
  }),
  bad: workflow({ steps: script('argocd app wait api --sync --health --timeout 300') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        if (program !== 'argocd' || args.slice(0, 2).join(' ') !== 'app wait') return [];
        if (/app sync|revision|hard-refresh|--refresh/.test(one.text)) return [];
        return [
          inScript(
            one,
            /argocd app wait/,
            `${one.step.title} waits for a sync of any revision`,
            'compare status.sync.revision with the commit',
          ),
        ];
      }),
    ),
};
