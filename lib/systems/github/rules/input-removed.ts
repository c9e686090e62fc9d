import { type Rule } from '../../../audit';
import { tryMajor } from '../reading/action-facts';
import { actionName } from '../reading/uses';
import { type StepInFile } from '../reading/workflow-file';
import { workflow } from './examples';
import { atStep, eachStep } from './places';

const SLACK = 'slackapi/slack-github-action@dcb1066f776dd043e64d0e8ba94ca15cc7e1875d # v4.0.0';

export const inputRemoved: Rule = {
  id: 'GHA161',
  severity: 'error',
  title: 'an action is given something that its version no longer reads',
  why: 'the step goes on without it: no report is uploaded, no message is sent, or the action fails for want of what took its place',
  repair: 'give what took its place',
  reference: 'https://github.com/slackapi/slack-github-action/releases/tag/v2.0.0',
  good: workflow({
    steps: `- uses: ${SLACK}\n  with: { webhook: '\${{ secrets.SLACK }}', webhook-type: incoming-webhook }\n`,
  }),
  bad: workflow({ steps: `- uses: ${SLACK}\n  env: { SLACK_WEBHOOK_URL: '\${{ secrets.SLACK }}' }\n` }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const name = step.uses ? actionName(step.uses) : '';
      return removedFrom(step).flatMap(({ field, key, instead }) => {
        if (step[field][key] === undefined || (instead && step.with[instead] !== undefined)) return [];
        const message = `${name} v${tryMajor(step) ?? 0} does not read ${field === 'env' ? 'the variable ' : ''}${key}`;
        return [atStep(step, `${field}.${key}`, message, instead === undefined ? 'remove it' : `give ${instead}`)];
      });
    }),
};

/** Whether an input was one of the action before the version that the step uses. */
export function isRemovedInput(step: StepInFile, key: string): boolean {
  return removedFrom(step).some((one) => one.field === 'with' && one.key === key);
}

function removedFrom(step: StepInFile): readonly Removed[] {
  const name = step.uses ? actionName(step.uses) : '';
  const major = tryMajor(step) ?? 0;
  return REMOVED.filter((one) => one.action === name && major >= one.since);
}

interface Removed {
  readonly action: string;
  /** The first major version without it. */
  readonly since: number;
  readonly field: 'with' | 'env';
  readonly key: string;
  readonly instead?: string;
}

const REMOVED: readonly Removed[] = [
  { action: 'codecov/codecov-action', since: 5, field: 'with', key: 'file', instead: 'files' },
  { action: 'slackapi/slack-github-action', since: 2, field: 'env', key: 'SLACK_WEBHOOK_URL', instead: 'webhook' },
  { action: 'docker/setup-buildx-action', since: 4, field: 'with', key: 'install' },
];
