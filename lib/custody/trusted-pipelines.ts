import { UNNAMED_REPOSITORY } from '../assembly';
import { type PolicyDocument, type Statement, listOf } from '../systems/aws/policy-document';
import { type AssumedRole } from './assumed-roles';
import { mayBecome } from './open-subject';
import { OPEN } from './open-text';
import { type RefusedClaim } from './trusted-jobs';

/** Why a role refuses a job of GitLab whatever branch it runs for; nothing where it may let the job in. */
export function tryRefusedPipeline(
  { Statement }: PolicyDocument,
  { by, audience }: AssumedRole,
): RefusedClaim | undefined {
  if (!('pipelineFile' in by) || by.pipelineFile.document.repository === UNNAMED_REPOSITORY) return undefined;
  const forGitLab = Statement.filter(({ Effect, Condition }) => Effect === 'Allow' && isAboutProjects(Condition));
  const [first] = forGitLab;
  if (!first) return undefined;
  const subject = `project_path:${by.pipelineFile.document.repository}:ref_type:${OPEN}:ref:${OPEN}`;
  const taking = forGitLab.filter((one) =>
    valuesOf(one, 'sub').some((value) => mayBecome(subject, value) || mayTake(value, subject)),
  );
  const [other] = taking;
  if (!other) return { claim: 'sub', shown: subject, wanted: valuesOf(first, 'sub').join(' or ') };
  const heard = (one: Statement): boolean => {
    const wanted = valuesOf(one, 'aud');
    return (
      audience === undefined || wanted.length === 0 || wanted.some((value) => /[*?]/.test(value) || value === audience)
    );
  };
  if (taking.some(heard)) return undefined;
  return { claim: 'aud', shown: audience ?? '', wanted: valuesOf(other, 'aud').join(' or ') };
}

function isAboutProjects(conditions: Statement['Condition']): boolean {
  return Object.values(conditions ?? {}).some((keys) =>
    Object.entries(keys).some(
      ([key, values]) => key.endsWith(':sub') && listOf(values).some((value) => value.startsWith('project_path:')),
    ),
  );
}

function valuesOf({ Condition = {} }: Statement, claim: 'sub' | 'aud'): readonly string[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      key.endsWith(`:${claim}`) && !/not|^null$/i.test(operator) ? listOf(values) : [],
    ),
  );
}

/** Whether a pattern may take the subject: what stands before its first wildcard decides. */
function mayTake(pattern: string, subject: string): boolean {
  const start = pattern.split(/[*?]/)[0] ?? '';
  return start !== pattern && (subject.startsWith(start) || start.startsWith(subject.split(OPEN)[0] ?? ''));
}
