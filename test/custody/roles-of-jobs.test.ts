import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { JOB_SUBJECT, WORKFLOW, type WorkflowExample, release, roleFor } from '../../lib/custody/rules/job-examples';

function texts(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule, message }) => `${rule} ${message}`);
}

describe('which role a job takes', () => {
  const taking = (claims: Parameters<typeof roleFor>[0], props: WorkflowExample = {}): string[] =>
    texts({ files: { [WORKFLOW]: release(props) }, terraform: roleFor(claims) });
  const refused = (claim: string, shown: string, wanted: string): string =>
    `CUS017 workflow release.yaml of acme/example: the token of the job "image" has the ${claim} ${shown} → the role push wants ${wanted} → AWS refuses it`;

  test('either form of the subject is enough', () => {
    for (const sub of JOB_SUBJECT) expect(taking({ sub })).toEqual([]);
  });

  test('the subject, the audience, the ids and the file are compared', () => {
    const other = 'repo:acme/example:ref:refs/heads/release';
    expect(taking({ sub: other })).toEqual([refused('sub', JOB_SUBJECT[0] ?? '', other)]);
    expect(taking({ sub: JOB_SUBJECT, aud: 'https://github.com/acme' })).toEqual([
      refused('aud', 'sts.amazonaws.com', 'https://github.com/acme'),
    ]);
    const file = 'acme/platform/.github/workflows/build.yaml@refs/heads/main';
    expect(taking({ sub: JOB_SUBJECT, job_workflow_ref: file })).toEqual([
      refused('job_workflow_ref', `acme/example/${WORKFLOW}@refs/heads/main`, file),
    ]);
    expect(taking({ sub: JOB_SUBJECT, repository_id: '715331', repository_owner_id: '9142' })).toEqual([]);
  });

  test('what only Terraform knows is not held against a job', () => {
    expect(taking({ sub: 'repo:${var.repository}:ref:refs/heads/main' })).toEqual([]);
    const files = { [WORKFLOW]: release() };
    expect(texts({ files, terraform: roleFor({ sub: JOB_SUBJECT }, 'orders') })).toHaveLength(1);
    expect(texts({ files, terraform: roleFor({ sub: JOB_SUBJECT }, '${var.name}') })).toEqual([]);
    const { aws_iam_role: roles = {} } = roleFor({ sub: JOB_SUBJECT }, 'orders');
    const inline = { push: { ...roles['push'], inline_policy: [{ policy: '${var.policy}' }] } };
    const terraform = { ...roleFor({ sub: JOB_SUBJECT }, 'orders'), aws_iam_role: inline };
    expect(texts({ files, terraform })).toEqual([]);
  });

  test('an environment stands in the place of the ref', () => {
    const job = 'environment: production';
    expect(taking({ sub: 'repo:acme/example:environment:production' }, { job })).toEqual([]);
    expect(taking({ sub: 'repo:acme/example:environment:production' })).toEqual([
      refused('sub', JOB_SUBJECT[0] ?? '', 'repo:acme/example:environment:production'),
    ]);
    expect(taking({ sub: JOB_SUBJECT }, { job: 'environment: ${{ inputs.where }}' })).toEqual([]);
  });

  test('a job that may not run at a ref needs no trust there', () => {
    const on = '{ push: { branches: [main, next] } }';
    expect(taking({ sub: JOB_SUBJECT }, { on })).toEqual([
      refused('sub', 'repo:acme/example:ref:refs/heads/next', JOB_SUBJECT.join(' or ')),
    ]);
    expect(taking({ sub: JOB_SUBJECT }, { on, job: "if: github.ref == 'refs/heads/main'" })).toEqual([]);
    expect(taking({ sub: JOB_SUBJECT }, { on: 'workflow_dispatch' })).toEqual([]);
  });

  test('a job that people start at the one ref that its condition names needs trust there', () => {
    const on = 'workflow_dispatch';
    const job = "if: github.ref == 'refs/heads/main'";
    const next = 'repo:acme/example:ref:refs/heads/next';
    const staging = 'repo:acme/example:environment:staging';
    expect(taking({ sub: JOB_SUBJECT }, { on, job })).toEqual([]);
    expect(taking({ sub: next }, { on, job })).toEqual([refused('sub', JOB_SUBJECT[0] ?? '', next)]);
    const guarded = `${job}\n    environment: production`;
    expect(taking({ sub: staging.replace('staging', 'production') }, { on, job: guarded })).toEqual([]);
    expect(taking({ sub: staging }, { on, job: guarded })).toEqual([
      refused('sub', 'repo:acme/example:environment:production', staging),
    ]);
    const either = "if: github.ref == 'refs/heads/main' || inputs.force";
    expect(taking({ sub: next }, { on, job: either })).toEqual([refused('sub', JOB_SUBJECT[0] ?? '', next)]);
    expect(taking({ sub: next }, { on, job: "if: github.ref != 'refs/heads/main'" })).toEqual([]);
    expect(taking({ sub: next }, { on, job: "if: github.ref == 'refs/heads/main' && inputs.force" })).toEqual([]);
  });

  test('a role that is not here, and for which none is, is not judged', () => {
    const files = { [WORKFLOW]: release({ role: 'other' }) };
    expect(texts({ files, terraform: roleFor({ sub: 'repo:acme/other:ref:refs/heads/main' }) })).toEqual([]);
  });
});
