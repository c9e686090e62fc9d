import { type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { workflow } from './examples';
import { atStep, eachStep } from './places';

const open = (branch: string): string =>
  `- uses: peter-evans/create-pull-request@5f6978faf089d4d20b00c7766989d076bb2fc7f1 # v8.1.1\n  with: { branch: '${branch}' }\n`;

export const branchPerCommit: Rule = {
  id: 'GHA138',
  severity: 'warning',
  title: 'each commit opens a pull request of its own',
  why: 'they pile up, and an older one that is merged last puts the older image back',
  repair: 'use one branch for each service and environment: a newer promotion then replaces the one before it',
  reference: 'https://github.com/peter-evans/create-pull-request#action-inputs',
  good: workflow({ steps: open('promote/order-service-staging') }),
  bad: workflow({ steps: open('promote/order-service-${{ github.sha }}') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { branch = '' } = step.with;
      if (!usesAction(step, 'peter-evans/create-pull-request')) return [];
      const suffix = step.with['branch-suffix'] ?? '';
      if (!/github\.(sha|run_id|run_number)/.test(branch) && !/timestamp|random|short-commit-hash/.test(suffix))
        return [];
      return [
        atStep(
          step,
          suffix === '' ? 'with.branch' : 'with.branch-suffix',
          `${step.title} opens a branch for each commit: ${branch}`,
          'use one branch for each service and environment',
        ),
      ];
    }),
};
