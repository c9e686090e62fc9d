import { problem, type Problem, type Rule, tryNearest } from '../../../audit';
import { fieldTexts, type FieldText } from '../reading/field-texts';
import { type ContextPath, pathsIn } from '../reading/references';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, CHECKOUT, workflow } from './examples';
import { tryKnownAction } from './known-action';
import { eachWorkflow } from './places';

const build = (output: string): string =>
  `- uses: ${CHECKOUT}\n- uses: ${BUILD_PUSH}\n  id: build\n  with: { push: true, tags: 'ghcr.io/acme/order-service:main' }\n- run: echo "$DIGEST"\n  env: { DIGEST: '\${{ steps.build.outputs.${output} }}' }\n`;

export const outputMisspelled: Rule = {
  id: 'GHA177',
  severity: 'error',
  title: 'an output of a step is misspelled',
  why: 'GitHub puts an empty text in its place and says nothing: an image without digest, a promotion of nothing',
  repair: 'write the output as the step gives it',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context',
  good: workflow({ steps: build('digest') }),
  bad: workflow({ steps: build('digests') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      fieldTexts(file).flatMap((text) =>
        text.pieces.flatMap(({ expression, at }) =>
          (expression ? pathsIn(expression) : []).flatMap((path) =>
            judge(text, path).map(({ message, repair }) =>
              problem(file.place.within(text.path, text.text, at), message, repair),
            ),
          ),
        ),
      ),
    ),
};

/** Neither every output of an action is recorded nor all that a script writes: only what is nearly one counts. */
function judge({ job }: FieldText, [context, name, field, output]: ContextPath): Pick<Problem, 'message' | 'repair'>[] {
  if (context !== 'steps' || field !== 'outputs' || output === undefined || output === '*') return [];
  const step = job?.steps.find(({ id }) => id?.toLowerCase() === name?.toLowerCase());
  const names = step ? outputsOf(step) : [];
  if (!step || names.some((one) => one.toLowerCase() === output.toLowerCase())) return [];
  const near = tryNearest(output, names);
  if (near === undefined) return [];
  return [{ message: `"${output}" is no output of ${step.title}: the expression is empty`, repair: `read ${near}` }];
}

function outputsOf(step: StepInFile): readonly string[] {
  const { run } = step;
  if (run === undefined) return Object.keys(tryKnownAction(step)?.outputs ?? {});
  return run.includes('GITHUB_OUTPUT') ? [...run.matchAll(WRITTEN)].flatMap(([, name]) => name ?? []) : [];
}

/** `name=value` and `name<<END`, as a file of outputs has them. */
const WRITTEN = /(?:^|[\s"'(])([A-Za-z_][\w-]*)(?==|<<)/g;
