import { type Rule } from '../../../audit';
import { BUILD_PUSH, IMAGE, workflow } from './examples';
import { atStep, eachJob } from './places';

const push = (more: string): string =>
  `- uses: ${BUILD_PUSH}\n  with: { push: true, tags: '${IMAGE}:sha-\${{ github.sha }}' }\n${more}`;
const permissions = '{ contents: read, packages: write }';

/** What must stop a pipeline is another matter: a gate that may fail is an error of GHA131. */
export const failureUnseen: Rule = {
  id: 'GHA174',
  severity: 'advice',
  title: 'a step may fail, and nothing asks whether it did',
  why: 'with continue-on-error the job is green: what the step was to do is missing, and nobody is told',
  repair: 'let the step fail, or give it an id and ask for steps.<id>.outcome',
  reference:
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepscontinue-on-error',
  good: workflow({ permissions, steps: push('') }),
  bad: workflow({ permissions, steps: push('  continue-on-error: true\n') }),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      const lenient = job.steps.filter((step) => step.continueOnError === 'true' && !CLEANS_UP.test(step.if ?? ''));
      if (lenient.length === 0) return [];
      const text = JSON.stringify(job.fields);
      return lenient
        .filter(({ id }) => id === undefined || !text.includes(`steps.${id}.outcome`))
        .map((step) =>
          atStep(
            step,
            'continue-on-error',
            `${step.title} may fail and its job goes on`,
            'let it fail, or ask for its outcome',
          ),
        );
    }),
};

/** What runs whatever happened before, to show it or to tidy up, need not work itself. */
const CLEANS_UP = /\b(always|failure|cancelled)\(\)/;
