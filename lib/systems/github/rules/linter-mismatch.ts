import { type Rule } from '../../../audit';
import { tryMajor, usesAction } from '../reading/action-facts';
import { workflow } from './examples';
import { atStep, eachStep } from './places';

const lint = (version: string): string =>
  `- uses: golangci/golangci-lint-action@ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a # v9.3.0\n  with: { version: ${version} }\n`;

export const linterMismatch: Rule = {
  id: 'GHA032',
  severity: 'error',
  title: 'golangci-lint and its action do not fit each other',
  why: 'the action runs golangci-lint 2 only from its version 7 on, and 1 only before: the step fails',
  repair: 'raise both, and migrate .golangci.yml',
  reference: 'https://github.com/golangci/golangci-lint-action#compatibility',
  good: workflow({ steps: lint('v2.12.0') }),
  bad: workflow({ steps: lint('v1.59') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const action = tryMajor(step);
      const tool = Number(/^v?(\d+)\./.exec(step.with['version'] ?? '')?.[1]);
      if (!usesAction(step, 'golangci/golangci-lint-action') || action === undefined || Number.isNaN(tool)) return [];
      if (action >= 7 === tool >= 2) return [];
      const repair = action >= 7 ? 'take golangci-lint v2' : 'take v7 or later of the action';
      return [
        atStep(step, 'with.version', `version ${action} of the action does not run golangci-lint ${tool}`, repair),
      ];
    }),
};
