import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type Statement, isComputed, listOf, tryReadPolicy } from '../../systems/aws/policy-document';
import { type AssumedRole, assumedRoles } from '../assumed-roles';
import { type RefusedClaim, accessOf, tryRefusedClaim } from '../trusted-jobs';
import { tryRefusedPipeline } from '../trusted-pipelines';
import { JOB_SUBJECT, releaseWorkflow, roleFor } from './job-examples';

export const roleRefusesJob: Rule = {
  id: 'CUS017',
  severity: 'error',
  title: 'the role that a job of CI takes does not trust the job',
  why: 'both files are valid by themselves: STS refuses the token at the first run, and the message does not say which claim it was',
  repair:
    'let the trust policy name the subject as the token has it: the environment where the job names one, else the ref, in both of its forms; and the file with the steps, which for a called workflow is that file',
  reference: 'https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims',
  good: { ...releaseWorkflow(), terraform: roleFor({ sub: JOB_SUBJECT }) },
  bad: { ...releaseWorkflow({ job: 'environment: production' }), terraform: roleFor({ sub: JOB_SUBJECT }) },
  check: (assembly) => {
    const seen = new Set<string>();
    return assumedRoles(assembly).flatMap((assumed) => {
      const refused = tryRefused(assembly, assumed);
      if (!refused) return [];
      const found = said(assumed, refused);
      const key = `${assumed.by.pipeline} ${found.message}`;
      return seen.has(key) || !seen.add(key) ? [] : [found];
    });
  },
};

function tryRefused(assembly: Assembly, assumed: AssumedRole): RefusedClaim | undefined {
  const resource = assumed.role?.resource;
  const document = resource && tryReadPolicy(resource.body['assume_role_policy']);
  if (!resource || !document || document.Statement.some(isOpen)) return undefined;
  const statements = accessOf(assembly).filter((one) => one.resource === resource);
  return statements.length > 0 ? tryRefusedClaim(statements, assumed) : tryRefusedPipeline(document, assumed);
}

/** Whether a condition asks for what only Terraform knows. */
function isOpen({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) => Object.values(keys).some((values) => listOf(values).some(isComputed)));
}

function said({ by, place, role }: AssumedRole, { claim, shown, wanted }: RefusedClaim): Problem {
  return problem(
    place,
    `${by.pipeline}: the token of the job "${by.name}" has the ${claim} ${shown} → the role ${role?.resource.name ?? ''} wants ${wanted || 'another'} → AWS refuses it`,
    `let the role trust this ${claim}, or take the role that does`,
  );
}
