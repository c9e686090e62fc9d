import { type Problem, type Rule, tryNearest } from '../../../audit';
import { type KnownAction } from '../actions';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, CHECKOUT, workflow } from './examples';
import { isRemovedInput } from './input-removed';
import { tryKnownAction } from './known-action';
import { atStep, eachStep } from './places';

const build = (input: string): string =>
  `- uses: ${CHECKOUT}\n- uses: ${BUILD_PUSH}\n  with: { context: ., ${input}: linux/amd64 }\n`;

export const inputMisspelled: Rule = {
  id: 'GHA160',
  severity: 'error',
  title: 'an input of an action is misspelled',
  why: 'GitHub writes a warning into the log and goes on without it: the action does what it does by default',
  repair: 'write the input as the action declares it',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs',
  good: workflow({ steps: build('platforms') }),
  bad: workflow({ steps: build('platform') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const action = tryKnownAction(step);
      return action ? judge(step, action) : [];
    }),
};

/** Not every input of an action is recorded: only what is nearly one that is counts as a mistake. */
function judge(step: StepInFile, { inputs }: KnownAction): Problem[] {
  const names = Object.keys(inputs);
  return Object.entries(step.with).flatMap(([key, value]) => {
    const known = names.find((name) => name.toLowerCase() === key.toLowerCase());
    const near =
      known === undefined && !OTHERS.test(key) && !isRemovedInput(step, key) ? tryNearest(key, names) : undefined;
    if (near !== undefined) {
      return atStep(step, `with.${key}`, `"${key}" is no input of ${step.title}`, `write ${near}`);
    }
    const kind = known === undefined ? undefined : inputs[known];
    if (!Array.isArray(kind) || kind.includes(value)) return [];
    const word = /^[a-z][a-z-]*$/.test(value) ? tryNearest(value, kind as readonly string[]) : undefined;
    return word === undefined
      ? []
      : [atStep(step, `with.${key}`, `"${value}" is no value of ${key} of ${step.title}`, `write ${word}`)];
  });
}

/** Inputs that exist and are left out of what is recorded. */
const OTHERS = /^(permission-|aws-(access|secret|session|profile))/;
