import { tryNearest } from '../../../audit';
import { type Fields, fieldsOf, isFields, listOf, tryText } from './field';
import { type Refusal, type WorkflowFile } from './workflow-file';

/** Why GitHub would not take a file: each field that it does not know, misses or cannot read. */
export function refusalsOf(file: WorkflowFile): readonly Refusal[] {
  return file.kind === 'workflow' ? workflowRefusals(file) : actionRefusals(file);
}

const words = (text: string): readonly string[] => text.split(' ');

const WORKFLOW = words('on name description run-name defaults env permissions concurrency jobs cache-mode');
const JOB = words(
  'name needs if strategy runs-on timeout-minutes cancel-timeout-minutes continue-on-error container services env ' +
    'environment permissions concurrency outputs defaults steps snapshot cache-mode',
);
const CALL = words('name uses with secrets needs if permissions concurrency strategy cache-mode');
const RUN_STEP = words(
  'name id if timeout-minutes run continue-on-error env working-directory shell background cache-mode',
);
const USES_STEP = words('name id if timeout-minutes uses with continue-on-error env background cache-mode');
const OTHER_STEP = words('name id if continue-on-error wait wait-all cancel parallel');
const CONCURRENCY = words('group cancel-in-progress queue');
const SCOPES = words(
  'actions artifact-metadata attestations checks code-quality contents copilot-requests deployments discussions drives ' +
    'id-token issues models packages pages pull-requests repository-projects security-events statuses vulnerability-alerts',
);

function workflowRefusals({ fields }: WorkflowFile): readonly Refusal[] {
  const jobs = fields['jobs'];
  return [
    ...unknownKeys(fields, WORKFLOW, '', 'a workflow'),
    ...(fields['on'] === undefined || fields['on'] === null ? [missing('', 'on', 'nothing starts it')] : []),
    ...(isFields(jobs) && Object.keys(jobs).length > 0 ? [] : [missing('', 'jobs', 'it does nothing')]),
    ...permissionRefusals(fields['permissions'], 'permissions'),
    ...concurrencyRefusals(fields['concurrency'], 'concurrency'),
    ...Object.entries(fieldsOf(jobs)).flatMap(([id, job]) => jobRefusals(id, job, `jobs.${id}`)),
  ];
}

function actionRefusals({ fields }: WorkflowFile): readonly Refusal[] {
  const runs = fieldsOf(fields['runs']);
  if (tryText(runs['using']) !== 'composite') return [];
  return listOf(runs['steps']).flatMap((step, i) => {
    const path = `runs.steps[${i}]`;
    const shell = fieldsOf(step)['run'] !== undefined && fieldsOf(step)['shell'] === undefined;
    return [...stepRefusals(step, path), ...(shell ? [missing(path, 'shell', 'an action has no default')] : [])];
  });
}

function jobRefusals(id: string, job: unknown, path: string): readonly Refusal[] {
  if (!isFields(job)) return [refusal(path, 'a job is a map', 'write its fields below it')];
  const isCall = job['uses'] !== undefined;
  return [
    ...(/^[A-Za-z_][\w-]*$/.test(id)
      ? []
      : [refusal(path, `"${id}" is no name of a job`, 'use letters, digits, - and _')]),
    ...unknownKeys(job, isCall ? CALL : JOB, path, isCall ? 'a job that calls a workflow' : 'a job'),
    ...(isCall || Array.isArray(job['steps']) ? [] : [missing(path, 'steps', 'it does nothing')]),
    ...permissionRefusals(job['permissions'], `${path}.permissions`),
    ...concurrencyRefusals(job['concurrency'], `${path}.concurrency`),
    ...listOf(job['steps']).flatMap((step, i) => stepRefusals(step, `${path}.steps[${i}]`)),
  ];
}

function stepRefusals(step: unknown, path: string): readonly Refusal[] {
  if (!isFields(step)) return [refusal(path, 'a step is a map', 'write its fields below it')];
  if (step['run'] !== undefined && step['uses'] !== undefined)
    return [refusal(path, 'a step has both run and uses', 'make two steps of it')];
  if (step['run'] !== undefined) return unknownKeys(step, RUN_STEP, path, 'a step that runs a script');
  if (step['uses'] !== undefined) return unknownKeys(step, USES_STEP, path, 'a step that uses an action');
  const other = ['wait', 'wait-all', 'cancel', 'parallel'].some((key) => Object.hasOwn(step, key));
  if (!other) return [refusal(path, 'a step has neither run nor uses', 'say what it does')];
  const inside = listOf(step['parallel']).flatMap((one, i) => stepRefusals(one, `${path}.parallel[${i}]`));
  return [...unknownKeys(step, OTHER_STEP, path, 'such a step'), ...inside];
}

function permissionRefusals(value: unknown, path: string): readonly Refusal[] {
  const word = tryText(value);
  if (word !== undefined && !['read-all', 'write-all'].includes(word) && !word.includes('${{'))
    return [refusal(path, `"${word}" are no permissions`, 'name scopes, or write read-all')];
  return Object.entries(fieldsOf(value)).flatMap(([scope, access]) => {
    if (!SCOPES.includes(scope)) return unknownKeys({ [scope]: access }, SCOPES, path, 'permissions');
    const allowed = ['read', 'write', 'none'].includes(tryText(access) ?? '');
    return allowed
      ? []
      : [refusal(`${path}.${scope}`, `"${String(access)}" is no access`, 'write read, write or none')];
  });
}

function concurrencyRefusals(value: unknown, path: string): readonly Refusal[] {
  if (!isFields(value)) return [];
  const both = value['queue'] === 'max' && value['cancel-in-progress'] === true;
  return [
    ...unknownKeys(value, CONCURRENCY, path, 'concurrency'),
    ...(value['group'] === undefined ? [missing(path, 'group', 'nothing says what waits for what')] : []),
    ...(both ? [refusal(path, 'queue: max keeps runs that cancel-in-progress cancels', 'choose one of them')] : []),
  ];
}

function unknownKeys(fields: Fields, known: readonly string[], path: string, where: string): readonly Refusal[] {
  return Object.keys(fields).flatMap((key) => {
    if (known.includes(key)) return [];
    const near = tryNearest(key, known);
    const at = path === '' ? key : `${path}.${key}`;
    const repair = near === undefined ? `remove it: ${where} has ${known.join(', ')}` : `write ${near}`;
    return refusal(at, `"${key}" is no field of ${where}`, repair);
  });
}

function missing(path: string, key: string, otherwise: string): Refusal {
  return refusal(path, `${key} is missing: ${otherwise}`, `write ${key}`);
}

function refusal(path: string, message: string, repair: string): Refusal {
  return { path, message, repair };
}
