import { type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { type StepScript } from '../reading/step-script';
import { type StepInFile } from '../reading/workflow-file';
import { script, workflow } from './examples';
import { isHosted, isSetUp } from './hosted';
import { atStep, eachScript, eachStep, inScript } from './places';

const INSTALL = '- uses: sigstore/cosign-installer@6f9f17788090df1f26f669e9d70d6ae9567deba6 # v4.1.2\n';
const VERIFY = script('cosign verify --key cosign.pub ghcr.io/acme/order-service:main');

/** Silent where any step before may have brought it: an action that is not known, or a script that fetches. */
export const programMissing: Rule = {
  id: 'GHA182',
  severity: 'warning',
  title: 'a script runs a program that the runner does not have',
  why: 'the images of GitHub hold none of it: the shell says "command not found" at the first run',
  repair: 'install it in a step before',
  reference: 'https://github.com/actions/runner-images/blob/main/images/ubuntu/Ubuntu2404-Readme.md',
  good: workflow({ steps: `${INSTALL}${VERIFY}` }),
  bad: workflow({ steps: VERIFY }),
  check: (assembly) => [...eachScript(assembly, judge), ...eachStep(assembly, withoutSetUp)],
};

function judge(script_: StepScript): Problem[] {
  const { step, text, commands } = script_;
  const { job } = step;
  if (!job || !isHosted(job) || FETCHES.test(text)) return [];
  const name = commands.find(({ program }) => ABSENT.test(program))?.program;
  const before = job.steps.slice(0, step.index);
  if (name === undefined || new RegExp(`\\b${name} *\\(\\)`).test(text)) return [];
  if (before.some((one) => mayBring(one, name))) return [];
  return [
    inScript(script_, name, `${step.title} runs ${name}, which the runner does not have`, `install ${name} before it`),
  ];
}

/** Trivy's action that is told not to install Trivy. */
function withoutSetUp(step: StepInFile): Problem[] {
  const { job } = step;
  const isTold = usesAction(step, 'aquasecurity/trivy-action') && step.with['skip-setup-trivy'] === 'true';
  if (!isTold || !job || !isHosted(job)) return [];
  if (job.steps.slice(0, step.index).some((one) => mayBring(one, 'trivy'))) return [];
  const message = `${step.title} runs trivy, which the runner does not have, and does not install it`;
  return [atStep(step, 'with.skip-setup-trivy', message, 'remove it')];
}

function mayBring(step: StepInFile, program: string): boolean {
  if (step.run !== undefined) return FETCHES.test(step.run);
  if (usesAction(step, 'sigstore/cosign-installer')) return program === 'cosign';
  if (usesAction(step, 'aquasecurity/trivy-action')) return program === 'trivy';
  return !isSetUp(step) && !usesAction(step, 'aws-actions/amazon-ecr-login', 'docker/login-action');
}

const ABSENT = /^(cosign|crane|oras|syft|grype|trivy)$/;
const FETCHES = /\b(install|curl|wget|brew|apt(-get)?|make|tar|git clone|GITHUB_PATH|PATH=)|\.\//;
