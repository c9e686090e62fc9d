import { type Assembly } from '../../../assembly';
import { problem, type Problem } from '../../../audit';
import { tryScript, type StepScript } from '../reading/step-script';
import { type JobInFile, type StepInFile, type WorkflowFile } from '../reading/workflow-file';
import { workflowFilesOf } from '../reading/workflow-files';

/** What a rule says of every workflow. */
export function eachWorkflow(assembly: Assembly, judge: (file: WorkflowFile) => readonly Problem[]): Problem[] {
  return workflowFilesOf(assembly).all.flatMap((file) => (file.kind === 'workflow' ? judge(file) : []));
}

/** What a rule says of every job. */
export function eachJob(assembly: Assembly, judge: (job: JobInFile) => readonly Problem[]): Problem[] {
  return eachWorkflow(assembly, ({ jobs }) => jobs.flatMap(judge));
}

/** What a rule says of every step, those of actions too. */
export function eachStep(assembly: Assembly, judge: (step: StepInFile) => readonly Problem[]): Problem[] {
  return workflowFilesOf(assembly).all.flatMap(({ steps }) => steps.flatMap(judge));
}

/** What a rule says of every shell script. */
export function eachScript(assembly: Assembly, judge: (script: StepScript) => readonly Problem[]): Problem[] {
  return eachStep(assembly, (step) => {
    const script = tryScript(step);
    return script ? judge(script) : [];
  });
}

/** A problem at a field of a step. */
export function atStep({ file, path }: StepInFile, field: string, message: string, repair: string): Problem {
  return problem(file.place.at(field === '' ? path : `${path}.${field}`), message, repair);
}

/** A problem in the line of a script that holds a word. */
export function inScript({ step, text }: StepScript, word: RegExp | string, message: string, repair: string): Problem {
  const found = typeof word === 'string' ? text.indexOf(word) : text.search(word);
  return problem(step.file.place.within(`${step.path}.run`, text, Math.max(0, found)), message, repair);
}

/** A problem at a field of a job. */
export function atJob({ file, path }: JobInFile, field: string, message: string, repair: string): Problem {
  return problem(file.place.at(field === '' ? path : `${path}.${field}`), message, repair);
}
