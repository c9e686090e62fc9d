import { type OneDocument, type RepositoryFileContent } from '../../../assembly';
import { type Fields, fieldsOf, listOf, textMap, textsOf, tryText } from './field';
import { Permissions } from './permissions';
import { SourcePlace } from './source-place';
import { Triggers } from './triggers';
import { actionName, parseUses } from './uses';
import { type JobInFile, type StepInFile, type WorkflowFile } from './workflow-file';

/** A document as a workflow. What does not have the right form is left out: the shape is judged by itself. */
export function readWorkflow(source: RepositoryFileContent, document: OneDocument): WorkflowFile {
  const fields = fieldsOf(document.value);
  const jobs: JobInFile[] = [];
  const steps: StepInFile[] = [];
  const file: WorkflowFile = {
    kind: 'workflow',
    source,
    place: new SourcePlace(source, document, 'Workflow'),
    on: Triggers.read(fields['on']),
    env: textMap(fields['env']),
    ...optional('permissions', Permissions.tryRead(fields['permissions'])),
    jobs,
    steps,
    fields,
  };
  for (const [id, job] of Object.entries(fieldsOf(fields['jobs']))) {
    jobs.push(readJob(file, id, fieldsOf(job)));
    steps.push(...(jobs.at(-1)?.steps ?? []));
  }
  return file;
}

/** A document as an action. */
export function readAction(source: RepositoryFileContent, document: OneDocument): WorkflowFile {
  const fields = fieldsOf(document.value);
  const steps: StepInFile[] = [];
  const file: WorkflowFile = {
    kind: 'action',
    source,
    place: new SourcePlace(source, document, 'Action'),
    on: Triggers.read(undefined),
    env: {},
    jobs: [],
    steps,
    fields,
  };
  steps.push(...readSteps(file, undefined, fieldsOf(fields['runs'])['steps'], 'runs.steps'));
  return file;
}

function readJob(file: WorkflowFile, id: string, fields: Fields): JobInFile {
  const steps: StepInFile[] = [];
  const path = `jobs.${id}`;
  const runner = fields['runs-on'];
  const uses = tryText(fields['uses']);
  const permissions = Permissions.tryRead(fields['permissions']) ?? file.permissions;
  const environment = tryText(fields['environment']) ?? tryText(fieldsOf(fields['environment'])['name']);
  const job: JobInFile = {
    file,
    id,
    path,
    ...optional('if', tryText(fields['if'])),
    needs: textsOf(fields['needs']),
    runsOn: textsOf(fieldsOf(runner)['labels'] ?? runner),
    ...(uses === undefined ? {} : { uses: parseUses(uses) }),
    with: textMap(fields['with']),
    secrets: fields['secrets'] === 'inherit' ? 'inherit' : textMap(fields['secrets']),
    ...optional('permissions', permissions),
    declaresPermissions: fields['permissions'] !== undefined,
    ...optional('environment', environment),
    outputs: textMap(fields['outputs']),
    env: textMap(fields['env']),
    ...optional('shell', shellOf(fields) ?? shellOf(file.fields)),
    steps,
    fields,
  };
  steps.push(...readSteps(file, job, fields['steps'], `${path}.steps`));
  return job;
}

function shellOf(fields: Fields): string | undefined {
  return tryText(fieldsOf(fieldsOf(fields['defaults'])['run'])['shell']);
}

function readSteps(file: WorkflowFile, job: JobInFile | undefined, value: unknown, path: string): StepInFile[] {
  const found: StepInFile[] = [];
  const read = (items: unknown, under: string): void =>
    listOf(items).forEach((item, i) => {
      const fields = fieldsOf(item);
      if (fields['parallel'] !== undefined) read(fields['parallel'], `${under}[${i}].parallel`);
      else found.push(readStep(file, job, fields, found.length, `${under}[${i}]`));
    });
  read(value, path);
  return found;
}

function readStep(
  file: WorkflowFile,
  job: JobInFile | undefined,
  fields: Fields,
  index: number,
  path: string,
): StepInFile {
  const text = tryText(fields['uses']);
  const uses = text === undefined ? undefined : parseUses(text);
  const id = tryText(fields['id']);
  const shell = tryText(fields['shell']) ?? job?.shell;
  return {
    file,
    ...optional('job', job),
    index,
    path,
    title: `"${tryText(fields['name']) ?? id ?? (uses ? actionName(uses) : `step ${index + 1}`)}"`,
    ...optional('id', id),
    ...optional('if', tryText(fields['if'])),
    ...optional('uses', uses),
    with: textMap(fields['with']),
    ...optional('run', tryText(fields['run'])),
    ...optional('shell', shell),
    env: textMap(fields['env']),
    ...optional('continueOnError', tryText(fields['continue-on-error'])),
    fields,
  };
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: T });
}
