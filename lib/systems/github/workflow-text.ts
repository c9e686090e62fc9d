import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import { toYaml } from '../../assembly';
import { type Grant, type PermissionScope } from './permissions';

/** What stands as a comment in the file: the version of each commit, and who asks for each permission. */
export interface WorkflowComments {
  /** Version by `uses`. */
  readonly versions: ReadonlyMap<string, string>;
  /** Who asks for what, by job. */
  readonly grants: ReadonlyMap<string, ReadonlyMap<PermissionScope, Grant>>;
}

const HEADER = ' Written by slipway: change the program, not this file.';

/** A workflow as the text of its file, with the versions of the actions and the reasons of the permissions beside them. */
export function workflowText(workflow: object, { versions, grants }: WorkflowComments): string {
  const document = parseDocument(toYaml([JSON.parse(JSON.stringify(workflow)) as object]));
  document.commentBefore = HEADER;
  const jobs: unknown = document.get('jobs');
  if (isMap(jobs)) {
    for (const { key, value: job } of jobs.items) {
      if (!isMap(job) || !isScalar(key)) continue;
      [job, ...stepsIn(job.get('steps'))].forEach((holder) => remark(holder, 'uses', (uses) => versions.get(uses)));
      const permissions: unknown = job.get('permissions');
      grants
        .get(String(key.value))
        ?.forEach((grant, scope) => remark(permissions, scope, () => `for ${grant.for.join(', ')}`));
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** The steps of a list, those side by side among them. */
function stepsIn(list: unknown): readonly unknown[] {
  if (!isSeq(list)) return [];
  return list.items.flatMap((step) => [step, ...(isMap(step) ? stepsIn(step.get('parallel')) : [])]);
}

function remark(holder: unknown, key: string, comment: (value: string) => string | undefined): void {
  const scalar: unknown = isMap(holder) ? holder.get(key, true) : undefined;
  if (!isScalar(scalar)) return;
  const text = comment(String(scalar.value));
  if (text !== undefined) (scalar as Scalar).comment = ` ${text}`;
}
