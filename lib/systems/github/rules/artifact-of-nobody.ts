import { type Example, type Problem, type Rule } from '../../../audit';
import { usesAction } from '../reading/action-facts';
import { uploadsUnder } from '../reading/artifacts';
import { type StepInFile, type WorkflowFile } from '../reading/workflow-file';
import { DOWNLOAD, UPLOAD, workflow } from './examples';
import { tryKnownAction } from './known-action';
import { atStep, eachWorkflow } from './places';

const handing = (name: string): Example =>
  workflow({
    steps: `- uses: ${UPLOAD}\n  with: { name: ${name}, path: . }\n- uses: ${DOWNLOAD}\n  with: { name: report }\n`,
  });

/** Silent where an action that is not known, or a called workflow, may upload it. */
export const artifactOfNobody: Rule = {
  id: 'GHA184',
  severity: 'error',
  title: 'a job fetches an artifact that no step of the workflow uploads',
  why: 'artifacts belong to a run: by a name that the run does not have the download fails',
  repair: 'fetch it by the name that it is uploaded under',
  reference: 'https://github.com/actions/download-artifact#usage',
  good: handing('report'),
  bad: handing('findings'),
  check: (assembly) => eachWorkflow(assembly, judge),
};

function judge(file: WorkflowFile): Problem[] {
  if (file.on.has('workflow_call') || file.jobs.some(({ uses }) => uses) || file.steps.some(mayUpload)) return [];
  const uploads = file.steps.filter((step) => usesAction(step, 'actions/upload-artifact'));
  return file.steps.flatMap((step) => {
    const name = step.with['name'];
    const isOther = ['run-id', 'artifact-ids', 'repository'].some((key) => step.with[key] !== undefined);
    if (!usesAction(step, 'actions/download-artifact') || name === undefined || name.includes('${{') || isOther)
      return [];
    if (uploads.some((upload) => uploadsUnder(upload, name))) return [];
    return [
      atStep(step, 'with.name', `${step.title} fetches "${name}", which nothing uploads`, 'upload it in a job before'),
    ];
  });
}

/** Whether a step uploads under a name that is not known. */
function mayUpload(step: StepInFile): boolean {
  if (usesAction(step, 'actions/upload-artifact')) return step.with['name']?.includes('${{') === true;
  if (usesAction(step, 'anchore/sbom-action')) return step.with['upload-artifact'] !== 'false';
  return step.uses !== undefined && tryKnownAction(step) === undefined;
}
