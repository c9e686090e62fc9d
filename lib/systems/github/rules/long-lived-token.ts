import { type Rule } from '../../../audit';
import { pathsIn, expressionsIn } from '../reading/references';
import { usesAction } from '../reading/action-facts';
import { CHECKOUT, workflow } from './examples';
import { atStep, eachStep } from './places';

const checkout = (token: string): string =>
  `- uses: ${CHECKOUT}\n  with: { repository: acme/gitops, token: '${token}' }\n`;
const APP = '- uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1\n  id: app\n';

export const longLivedToken: Rule = {
  id: 'GHA064',
  severity: 'warning',
  title: 'a stored token writes another repository',
  why: 'a personal token lives for months, can do what its owner can, and stops working when that person leaves',
  repair: 'make a token of a GitHub App in the job: one repository, one hour',
  reference:
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/making-authenticated-api-requests-with-a-github-app-in-a-github-actions-workflow',
  good: workflow({ steps: `${APP}${checkout('${{ steps.app.outputs.token }}')}` }),
  bad: workflow({ steps: checkout('${{ secrets.GITOPS_PAT }}') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const opens = usesAction(step, 'actions/checkout')
        ? step.with['repository'] !== undefined
        : usesAction(step, 'peter-evans/create-pull-request');
      const secret = opens ? secretIn(step.with['token'] ?? '') : undefined;
      if (secret === undefined || secret.toUpperCase() === 'GITHUB_TOKEN') return [];
      return [
        atStep(
          step,
          'with.token',
          `${step.title} uses the stored token ${secret}`,
          'use actions/create-github-app-token for that one repository',
        ),
      ];
    }),
};

function secretIn(text: string): string | undefined {
  const paths = expressionsIn(text).flatMap(({ expression }) => (expression ? pathsIn(expression) : []));
  return paths.find(([context]) => context === 'secrets')?.[1];
}
