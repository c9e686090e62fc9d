import { type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { runsOn, type Occasion, FORK_REQUEST } from '../reading/reach';
import { type StepInFile } from '../reading/workflow-file';
import { CHECKOUT, workflow } from './examples';
import { atStep, eachStep } from './places';

const test = (ref: string): string => `- uses: ${CHECKOUT}\n${ref}- run: make test\n`;

export const forkCodeWithRights: Rule = {
  id: 'GHA050',
  severity: 'error',
  title: "a stranger's code is checked out where secrets are",
  why: 'pull_request_target and workflow_run run with the secrets and the token of the repository: a build script of the pull request takes them',
  repair: 'use pull_request, or do not check out the code of the pull request',
  reference: 'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
  good: workflow({ on: 'pull_request', steps: test('') }),
  bad: workflow({
    on: 'pull_request_target',
    steps: test("  with: { ref: '${{ github.event.pull_request.head.sha }}' }\n"),
  }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const events = step.file.on.all.map(({ event }) => event).filter((event) => PRIVILEGED.includes(event));
      const [event] = events.filter((one) => runsOn(step, occasionOf(one)) !== false);
      const ref = `${step.with['ref'] ?? ''} ${step.with['repository'] ?? ''}`;
      if (!usesAction(step, 'actions/checkout') || event === undefined || !FOREIGN.test(ref) || isGuarded(step))
        return [];
      return [
        atStep(
          step,
          'with.ref',
          `${event} checks out the code of a pull request`,
          'use pull_request, which has no secrets for forks',
        ),
      ];
    }),
};

const PRIVILEGED = ['pull_request_target', 'workflow_run'];
const FOREIGN =
  /github\.event\.pull_request\.(head\.(sha|ref|repo)|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.(head_(sha|branch|repository|commit)|pull_requests)|refs\/pull\//;

function occasionOf(event: string): Occasion {
  const { facts } = FORK_REQUEST;
  return {
    facts: { ...facts, 'github.event_name': event, 'github.ref': 'refs/heads/main', 'github.ref_name': 'main' },
  };
}

/** Where a condition asks who or what it is, a person has decided: the file does not say whether well. */
function isGuarded(step: StepInFile): boolean {
  const conditions = `${step.if ?? ''} ${step.job?.if ?? ''}`;
  const asks =
    /head\.repo|author_association|label|github\.actor|sender|user\.login|head_repository|workflow_run\.event/.test(
      conditions,
    );
  return asks || step.job?.environment !== undefined;
}
