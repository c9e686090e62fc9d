import { problem, type Rule } from '../../../audit';
import { fieldTexts, type FieldText } from '../reading/field-texts';
import { pathsIn } from '../reading/references';
import { environmentOf } from '../reading/step-values';
import { tryScript } from '../reading/step-script';
import { type StepInFile } from '../reading/workflow-file';
import { script, workflow } from './examples';
import { eachWorkflow } from './places';

const promote = script('make promote', "env: { IMAGE_TAG: '${{ env.TAG }}' }");

export const environmentUndefined: Rule = {
  id: 'GHA009',
  severity: 'error',
  title: 'an expression reads a variable of env that nothing has set',
  why: 'the context env holds only what the workflow, the job, the step or an earlier step set: else the expression is empty',
  repair: 'declare it in env, or take the value from where it is made',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#env-context',
  good: workflow({ job: 'env: { TAG: v1.4.2 }', steps: promote }),
  bad: workflow({ steps: promote }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      fieldTexts(file).flatMap((text) =>
        text.pieces.flatMap((piece) =>
          (piece.expression ? pathsIn(piece.expression) : []).flatMap(([context, name]) => {
            if (context !== 'env' || name === undefined || name === '*' || mayBeSet(text, name)) return [];
            const place = file.place.within(text.path, text.text, piece.at);
            return [problem(place, `nothing has set env.${name}: the expression is empty`, `declare ${name} in env`)];
          }),
        ),
      ),
    ),
};

/** Any action, and any script that knows of GITHUB_ENV or runs a file, may have set it. */
function mayBeSet({ step, job }: FieldText, name: string): boolean {
  if (!step || !job) return true;
  const declared = Object.keys(environmentOf(step)).some((one) => one.toLowerCase() === name.toLowerCase());
  return declared || /^(GITHUB|RUNNER|CI$)/i.test(name) || job.steps.slice(0, step.index).some(maySet);
}

function maySet(step: StepInFile): boolean {
  if (step.run === undefined) return !isCheckout(step);
  const commands = tryScript(step)?.commands;
  return (
    !commands ||
    /GITHUB_ENV/.test(step.run) ||
    commands.some(({ words }) => words.some((word) => /^(\.{0,2}\/|make$|npm$|source$|\.$)/.test(word)))
  );
}

function isCheckout({ uses }: StepInFile): boolean {
  return uses?.kind === 'repository' && uses.repository === 'actions/checkout';
}
