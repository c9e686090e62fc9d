import { problem, type Problem, type Rule } from '../../../audit';
import { fieldsOf } from '../reading/field';
import { fieldTexts, type FieldText } from '../reading/field-texts';
import { type ContextPath, pathsIn } from '../reading/references';
import { type WorkflowFile } from '../reading/workflow-file';
import { workflow, BUILD_PUSH, CHECKOUT } from './examples';
import { eachWorkflow } from './places';

const build = (read: string): string =>
  `- uses: ${CHECKOUT}\n- uses: ${BUILD_PUSH}\n  id: build\n  with: { push: true, tags: 'ghcr.io/acme/order-service:main' }\n- run: echo "$DIGEST"\n  env: { DIGEST: '\${{ steps.${read}.outputs.digest }}' }\n`;

export const referenceUndefined: Rule = {
  id: 'GHA008',
  severity: 'error',
  title: 'an expression reads a step, job, output or input that is not there',
  why: 'GitHub puts an empty text in its place and says nothing: an image without tag, a promotion of nothing',
  repair: 'name what exists before that place',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts',
  good: workflow({ steps: build('build') }),
  bad: workflow({ steps: build('image') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      fieldTexts(file).flatMap((text) =>
        text.pieces.flatMap((piece) =>
          (piece.expression ? pathsIn(piece.expression) : []).flatMap((path) =>
            judge(file, text, path).map(({ message, repair }) =>
              problem(file.place.within(text.path, text.text, piece.at), message, repair),
            ),
          ),
        ),
      ),
    ),
};

type Complaint = Pick<Problem, 'message' | 'repair'>;

function judge(file: WorkflowFile, text: FieldText, path: ContextPath): Complaint[] {
  const [context, name, , output] = path;
  if (name === undefined || name === '*') return [];
  switch (context) {
    case 'steps':
      return stepComplaints(text, name);
    case 'needs':
      return neededComplaints(file, text, name, output);
    case 'jobs':
      return file.jobs.some(({ id }) => id === name)
        ? []
        : [
            missing(
              'job',
              name,
              file.jobs.map(({ id }) => id),
            ),
          ];
    case 'inputs':
      return inputComplaints(file, name);
    default:
      return [];
  }
}

/** A step sees those before it, an output of the job all. Ids are compared without case. */
function stepComplaints({ job, step }: FieldText, name: string): Complaint[] {
  const ids = (job?.steps ?? []).filter(({ index }) => !step || index < step.index).flatMap(({ id }) => id ?? []);
  if (ids.some((id) => id.toLowerCase() === name.toLowerCase() || id.includes('${{'))) return [];
  const isLater = job?.steps.some(({ id }) => id === name) === true;
  if (isLater) return [{ message: `step "${name}" runs only after this one`, repair: 'read it in a later step' }];
  return [missing('step', name, ids)];
}

function neededComplaints(file: WorkflowFile, { job }: FieldText, name: string, output?: string): Complaint[] {
  if (!job) return [];
  const needed = job.needs.find((id) => id.toLowerCase() === name.toLowerCase());
  if (needed === undefined)
    return [
      { message: `job "${job.id}" reads needs.${name} and does not need it`, repair: `add ${name} to its needs` },
    ];
  const before = file.jobs.find(({ id }) => id === needed);
  if (!before || before.uses || output === undefined || output === '*') return [];
  const outputs = Object.keys(before.outputs);
  if (outputs.some((one) => one.toLowerCase() === output.toLowerCase())) return [];
  return [missing(`output of job "${needed}"`, output, outputs)];
}

function inputComplaints({ on }: WorkflowFile, name: string): Complaint[] {
  const declared = ['workflow_call', 'workflow_dispatch'].flatMap((event) =>
    Object.keys(fieldsOf(on.tryFind(event)?.fields['inputs'])),
  );
  if (declared.some((one) => one.toLowerCase() === name.toLowerCase())) return [];
  return [missing('input', name, declared)];
}

function missing(noun: string, name: string, all: readonly string[]): Complaint {
  return {
    message: `there is no ${noun} "${name}": the expression is empty`,
    repair: all.length === 0 ? 'define it' : `use one of ${all.join(', ')}`,
  };
}
