import { type Rule } from '../../../audit';
import { UPLOAD_SARIF, usesAction } from '../reading/action-facts';
import { SARIF, workflow } from './examples';
import { atStep, eachStep } from './places';

const upload = (condition: string): string =>
  `- uses: ${SARIF}\n  if: ${condition}\n  with: { sarif_file: trivy.sarif }\n`;
const permissions = '{ contents: read, security-events: write }';

export const reportMayBeMissing: Rule = {
  id: 'GHA101',
  severity: 'advice',
  title: 'a report is uploaded also when no step has written it',
  why: 'the step before may have stopped early: the upload then fails too, and hides the first error below its own',
  repair: "ask for the file: if: always() && hashFiles('trivy.sarif') != ''",
  good: workflow({ permissions, steps: upload("${{ always() && hashFiles('trivy.sarif') != '' }}") }),
  bad: workflow({ permissions, steps: upload('always()') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const file = step.with['sarif_file'];
      if (!usesAction(step, UPLOAD_SARIF) || file === undefined || !/always\(\)|cancelled\(\)/.test(step.if ?? ''))
        return [];
      if (/hashFiles|outcome|steps\./.test(step.if ?? '')) return [];
      return [
        atStep(
          step,
          'if',
          `${step.title} runs also when ${file} was not written`,
          `write always() && hashFiles('${file}') != ''`,
        ),
      ];
    }),
};
