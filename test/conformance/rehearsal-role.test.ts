import { PROVIDER, RELEASE, STRANGERS } from '../../conformance/rehearsal/play/role-attacks';
import { gitHubProgram } from '../../conformance/rehearsal/play/role/program';
import { fieldText } from '../../lib/assembly';
import { tokensOf } from '../../lib/systems/aws/github-claims';
import { type PolicyDocument } from '../../lib/systems/aws/policy-document';
import { mayAssume, webIdentityRequest } from '../../lib/systems/aws/trust';

const program = gitHubProgram();
const assembly = program.assemble();

test('the program whose role is attacked is without fault', () => {
  expect(program.audit(assembly).findings).toEqual([]);
});

test('by the model of the audit the role is for the release of main alone, in any form of its token', () => {
  const [role] = assembly.terraform.resources('aws_iam_role');
  const trust = JSON.parse(fieldText(role?.body['assume_role_policy'])) as PolicyDocument;
  const letIn = [['the release of main', RELEASE] as const, ...STRANGERS].map(([name, run]) => [
    name,
    tokensOf(run).map((claims) => mayAssume(trust, webIdentityRequest(PROVIDER, claims))),
  ]);
  expect(letIn).toEqual([
    ['the release of main', [true, true]],
    ["the same workflow in somebody's fork", [false, false]],
    ['the same workflow in a pull request', [false, false]],
    ['the same workflow on a branch called main-2', [false, false]],
    ['a repository of the owner called order-service-2', [false, false]],
  ]);
});
