import { type Problem, type Rule } from '../../../audit';
import { buildsImage } from '../reading/action-facts';
import { fieldsOf } from '../reading/field';
import { pushesOn } from '../reading/image-work';
import { FORK_REQUEST, OWN_REQUEST, runsOn } from '../reading/reach';
import { tryScript } from '../reading/step-script';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, IMAGE, workflow } from './examples';
import { atStep, eachStep, inScript } from './places';

const build = (push: string): string => `- uses: ${BUILD_PUSH}\n  with: { push: ${push}, tags: '${IMAGE}:main' }\n`;
const on = '{ push: { branches: [main] }, pull_request: { branches: [main] } }';

export const requestPublishes: Rule = {
  id: 'GHA052',
  severity: 'error',
  title: 'a pull request publishes: it pushes an image, or writes to another repository',
  why: 'code that nobody has reviewed gets the name that is deployed; from a fork the step fails, for it has no credentials',
  repair: 'let the step run on pushes only',
  good: workflow({
    on,
    permissions: '{ contents: read, packages: write }',
    steps: build('"${{ github.event_name != \'pull_request\' }}"'),
  }),
  bad: workflow({ on, permissions: '{ contents: read, packages: write }', steps: build('true') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      if (!step.file.on.has('pull_request')) return [];
      const runs = runsOn(step, FORK_REQUEST) === true && runsOn(step, OWN_REQUEST) === true;
      return runs ? judge(step) : [];
    }),
};

const REPAIR = "add if: github.event_name != 'pull_request'";

function judge(step: StepInFile): Problem[] {
  if (buildsImage(step)) {
    if (pushesOn(step, FORK_REQUEST) !== true || isPassing(step)) return [];
    return [
      atStep(
        step,
        'with.push',
        `${step.title} pushes an image on pull requests too`,
        "write push: ${{ github.event_name != 'pull_request' }}",
      ),
    ];
  }
  const script = tryScript(step);
  if (!script) return [];
  return script.commands.flatMap(({ program, args }, i) => {
    const isPush = program === 'git' && args[0] === 'push' && !args.includes('--dry-run');
    const clones = script.commands.slice(0, i).some((one) => one.program === 'git' && one.args[0] === 'clone');
    if (isPush && clones)
      return [inScript(script, 'git push', `${step.title} writes to another repository on pull requests too`, REPAIR)];
    return [];
  });
}

/** An image that is meant for the pull request, or for a registry that ends with the job. */
function isPassing(step: StepInFile): boolean {
  const hasRegistry = Object.keys(fieldsOf(step.job?.fields['services'])).length > 0;
  const texts = JSON.stringify([step.with, step.file.env, step.job?.env]);
  return hasRegistry || /localhost|127\.0\.0\.1|ttl\.sh|\bpr-|event\.number|event\.pull_request\.number/.test(texts);
}
