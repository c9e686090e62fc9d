import { type Problem, type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { type StepInFile } from '../reading/workflow-file';
import { workflow } from './examples';
import { atStep, eachStep } from './places';

const LINT = 'golangci/golangci-lint-action@ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a # v9.3.0';

export const toolOfLatest: Rule = {
  id: 'GHA162',
  severity: 'warning',
  title: 'an action fetches whichever version of its tool is the newest',
  why: 'the commit pins the action and not what it installs: a new release of the tool breaks every branch on the same day, and a stolen one runs in all of them',
  repair: 'name the version of the tool',
  reference: 'https://github.com/golangci/golangci-lint-action#version',
  good: workflow({ steps: `- uses: ${LINT}\n  with: { version: v2.12.2 }\n` }),
  bad: workflow({ steps: `- uses: ${LINT}\n` }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const name = step.uses ? actionName(step.uses) : '';
      const inputs = Object.hasOwn(OF_LATEST, name) ? OF_LATEST[name] : undefined;
      const given = (inputs ?? []).flatMap((input) => step.with[input] ?? []);
      const isElsewhere = step.with['install-mode'] === 'none';
      const named = Object.hasOwn(PINNED_UNLESS_SAID, name) ? PINNED_UNLESS_SAID[name] : undefined;
      if (named !== undefined && step.with[named] === 'latest') return [said(step, `with.${named}`, named)];
      if (inputs === undefined || isElsewhere || given.some((value) => value !== '' && value !== 'latest')) return [];
      return [said(step, given.length > 0 ? `with.${inputs[0] ?? ''}` : 'uses', inputs[0] ?? '')];
    }),
};

function said(step: StepInFile, field: string, input: string): Problem {
  return atStep(step, field, `${step.title} installs the newest release of its tool`, `give ${input} an exact version`);
}

/** Actions that take the newest release where nobody says which, and the inputs that say it. */
const OF_LATEST: Readonly<Record<string, readonly string[]>> = {
  'golangci/golangci-lint-action': ['version', 'version-file'],
  'aquasecurity/setup-trivy': ['version'],
  'azure/setup-helm': ['version', 'version-file'],
  'azure/setup-kubectl': ['version'],
};

/** Actions that pin their tool themselves, and the input by which one can ask for the newest. */
const PINNED_UNLESS_SAID: Readonly<Record<string, string>> = {
  'aquasecurity/trivy-action': 'version',
  'docker/setup-buildx-action': 'version',
  'sigstore/cosign-installer': 'cosign-release',
  'anchore/sbom-action': 'syft-version',
};
