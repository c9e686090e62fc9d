import { type Rule } from '../../../audit';
import { needsOf } from '../reading/permission-needs';
import { FORK_REQUEST, runsOn } from '../reading/reach';
import { AWS, workflow } from './examples';
import { atStep, eachStep } from './places';

const login = (condition: string): string =>
  `- uses: ${AWS}\n${condition}  with: { role-to-assume: 'arn:aws:iam::111122223333:role/push', aws-region: eu-west-1 }\n`;
const on = '{ push: { branches: [main] }, pull_request: { branches: [main] } }';
const permissions = '{ contents: read, id-token: write }';

export const credentialsOnRequests: Rule = {
  id: 'GHA051',
  severity: 'error',
  title: 'a pull request asks for an identity token',
  why: 'one from a fork gets none and fails; one from a branch has the subject …:pull_request, which a role for main refuses, and a role that takes it gives unreviewed code its rights',
  repair: "let the step run on pushes only: if: github.event_name != 'pull_request'",
  reference: 'https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims',
  good: workflow({ on, permissions, steps: login("  if: github.event_name != 'pull_request'\n") }),
  bad: workflow({ on, permissions, steps: login('') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      if (!step.file.on.has('pull_request') || runsOn(step, FORK_REQUEST) !== true) return [];
      const [need] = needsOf(step).filter(({ scope }) => scope === 'id-token');
      if (!need) return [];
      return [
        atStep(
          step,
          step.run === undefined ? 'uses' : 'run',
          `${step.title} ${need.why}, on pull requests too`,
          "add if: github.event_name != 'pull_request'",
        ),
      ];
    }),
};
