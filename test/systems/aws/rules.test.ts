import { type TerraformStackConfig, TerraformConfig } from '../../../lib/assembly';
import { type Example, type Rule, assemblyOf } from '../../../lib/audit';
import { GitHubRef, GitHubRepository, GitHubWorkflowIdentity, TagFamily } from '../../../lib/model';
import {
  AwsPrincipal,
  CiRole,
  DeliveryStack,
  EcrRepository,
  GitHubOidcProvider,
  PodAccess,
  PodRole,
  State,
} from '../../../lib/systems/aws';
import { awsRules } from '../../../lib/systems/aws/rules';
import { ACCOUNT, BUILD, CLUSTER, IMAGE, REGION, REPOSITORY, RETENTION, app } from './stack';
import { lineOf, testExamples } from '../../rule-examples';

/** What each rule says of its bad example: place, message, repair. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ECR001: [
    'aws_ecr_repository.order-service image_tag_mutability: a pushed tag can be moved to another image; set image_tag_mutability to IMMUTABLE',
  ],
  ECR002: [
    'aws_ecr_repository.order-service image_scanning_configuration: images are not scanned when they are pushed; set image_scanning_configuration.scan_on_push to true',
  ],
  ECR003: [
    'aws_ecr_repository.order-service image_tag_mutability: exclusion filters came with version 6.8 of hashicorp/aws; the stack takes any; set providerVersion of the stack to ">= 6.8.0, < 7.0.0"',
  ],
  ECR004: [
    'aws_ecr_repository.order-service: no lifecycle policy speaks of this repository; add an aws_ecr_lifecycle_policy',
  ],
  ECR005: [
    'aws_ecr_repository_policy.order-service policy: a statement without condition allows the principal "*"; name the accounts or roles that are meant',
  ],
  ECR010: [
    'aws_ecr_lifecycle_policy.order-service policy.rules[0]: ECR refuses rules[0]: the list of tags has an empty entry; correct that field',
  ],
  ECR011: [
    'aws_ecr_lifecycle_policy.order-service policy: several rules have priority 1; number the rules 1, 2, 3 and so on',
  ],
  ECR012: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 1 selects any image and is not the last; give it the highest rulePriority',
  ],
  ECR013: ['aws_ecr_lifecycle_policy.order-service policy: 2 rules select untagged images; leave one of them'],
  ECR014: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 1 selects only images that have all of v*, release-*; write one rule for each',
  ],
  ECR015: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 2 never decides: rule 1 selects every image that it does; give it a lower number than 1',
  ],
  ECR016: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 9 deletes an image that runs once 50 newer ones are pushed; keep promoted images by count, with a rule of a lower number',
  ],
  ECR017: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 1 keeps 9999 images to mean all of them; say how many are really needed',
  ],
  OID001: [
    'aws_iam_role.ci assume_role_policy: a run of stranger/fork, or of any other repository on GitHub, can assume the role; ask for the exact subject with StringEquals',
  ],
  OID002: [
    `aws_iam_role.ci assume_role_policy: a run of acme-evil/example can assume the role: a "*" stands in the owner's part of the subject; write the owner's name up to the slash`,
  ],
  OID003: [
    'aws_iam_role.ci assume_role_policy: StringEquals takes "repo:acme/order-service:*" of token.actions.githubusercontent.com:sub letter by letter: nothing matches; write the exact value',
  ],
  OID004: [
    'aws_iam_role.ci assume_role_policy: ForAllValues:StringEquals is met by a request without aud, repository_owner_id, repository_id, job_workflow_ref, sub; write StringEquals',
  ],
  OID005: [
    'aws_iam_role.ci assume_role_policy: the subject repo:acme/order-service:ref:refs/heads/main stands in one form only; name the form repo:OWNER@OWNERID/NAME@ID:… too',
  ],
  OID006: [
    'aws_iam_role.ci assume_role_policy: a token for any audience is accepted; ask for token.actions.githubusercontent.com:aud = sts.amazonaws.com',
  ],
  OID007: [
    'aws_iam_role.ci assume_role_policy: a pull request and any branch of acme/order-service can assume the role; name the ref or the environment',
  ],
  OID008: [
    'aws_iam_role.ci assume_role_policy: a later owner of the name acme/order-service can assume the role; ask for repository_id and repository_owner_id',
  ],
  OID009: [
    'aws_iam_role.ci assume_role_policy: every workflow of acme/order-service at refs/heads/main can assume the role; ask for job_workflow_ref',
  ],
  OID010: [
    'aws_iam_role.ci assume_role_policy: a run of any repository of acme can assume the role; name the repository in the subject',
  ],
  OID011: [
    'aws_iam_openid_connect_provider.github url: the url is https://token.actions.githubusercontent.com/; tokens say https://token.actions.githubusercontent.com; write https://token.actions.githubusercontent.com',
    'aws_iam_openid_connect_provider.github client_id_list: the clients do not name sts.amazonaws.com, the audience of the tokens; add sts.amazonaws.com',
  ],
  OID012: [
    'aws_iam_openid_connect_provider.order-service url: github is a provider for https://token.actions.githubusercontent.com already; name the ARN of that one',
  ],
  OID013: [
    'aws_iam_role.ci assume_role_policy: a pod of any ServiceAccount in any namespace of the cluster can assume the role; ask for the exact subject system:serviceaccount:NAMESPACE:NAME',
  ],
  OID014: [
    'aws_eks_pod_identity_association.builder role_arn: the role does not allow sts:TagSession for pods of ci/builder; allow it for pods.eks.amazonaws.com',
  ],
  IAM001: ['aws_iam_role_policy_attachment.ci policy_arn: account 123456789 has 9 digits; write all 12 digits'],
  IAM002: [
    'aws_iam_role_policy_attachment.ci policy_arn: AmazonEC2ContainerRegistryPowerUser allows to push to every repository of the account; grant the push actions on the ARNs of the repositories',
  ],
  IAM003: [
    'aws_iam_role_policy.ci policy: ecr:PutImage is allowed on repositories that are not named; name the ARNs of the repositories',
  ],
  IAM004: [
    'aws_iam_role_policy.ci policy: beside pushing it allows ecr:BatchDeleteImage, ecr:PutLifecyclePolicy; remove these actions',
  ],
  IAM005: ['aws_iam_role_policy.ci policy: it allows iam:PassRole and sts:AssumeRole on every role; name the roles'],
  IAM006: [
    'aws_iam_role_policy.ci policy: ecr:GetAuthorizationToken is allowed, but not on "*": the login fails; allow it on "*" in a statement of its own',
  ],
  IAM007: [
    'aws_iam_role_policy.ci policy: a push to arn:aws:ecr:eu-west-1:111122223333:repository/order-service needs ecr:CompleteLayerUpload, ecr:InitiateLayerUpload too; allow these actions on the same resource',
  ],
  ECR070: ['aws_ecr_repository.order-service force_delete: its images are deleted with it; set force_delete to false'],
  ECR071: [
    'aws_ecr_lifecycle_policy.order-service policy: rule 1 keeps one image: each push deletes the one before; keep those that may still run, and those to go back to',
  ],
  OID070: [
    'aws_iam_role.ci assume_role_policy: every identity of every AWS account can assume the role; name the account, role or service that is meant',
  ],
  OID071: [
    'aws_iam_role.ci assume_role_policy: it asks for no kubernetes-namespace, kubernetes-service-account of the pod; ask for aws:RequestTag/kubernetes-namespace, aws:RequestTag/kubernetes-service-account',
  ],
  IAM070: [
    'aws_iam_role_policy.ci policy: it may push, and ecr:GetAuthorizationToken is allowed nowhere; allow ecr:GetAuthorizationToken on "*"',
  ],
};

/** What a rule says of an example. */
function texts(rule: Rule, example: Example, environments?: readonly { readonly name: string }[]): readonly string[] {
  const assembly = assemblyOf(example);
  return rule.check(environments ? { ...assembly, environments } : assembly).map(lineOf);
}

testExamples(awsRules, TEXTS, texts);

test('nothing is found in what the constructs make', () => {
  const stack = new DeliveryStack(app(), 'registry', {
    account: ACCOUNT,
    region: REGION,
    state: State.local('registry.tfstate'),
    providerVersion: '~> 6.20',
  });
  new EcrRepository(stack, 'images', {
    image: IMAGE,
    tags: [
      TagFamily.commit,
      TagFamily.release,
      TagFamily.promoted('staging'),
      TagFamily.promoted('production'),
      TagFamily.moving('cache'),
    ],
    retention: RETENTION,
    pulledBy: [AwsPrincipal.account('444455556666')],
  });
  const provider = new GitHubOidcProvider(stack, 'github', { account: ACCOUNT });
  const called = {
    repository: GitHubRepository.of('acme/platform', { id: 715333, ownerId: 9142 }),
    file: '.github/workflows/promote.yaml',
    ref: GitHubRef.tag('v2'),
  };
  const jobs = {
    build: BUILD,
    release: GitHubWorkflowIdentity.of({
      repository: REPOSITORY,
      file: '.github/workflows/release.yaml',
      refs: [GitHubRef.tagsFrom('v')],
    }),
    promote: GitHubWorkflowIdentity.of({
      repository: REPOSITORY,
      file: '.github/workflows/promote.yaml',
      refs: [GitHubRef.branch('main')],
      environment: 'production',
      calls: called,
    }),
  };
  for (const [name, job] of Object.entries(jobs)) {
    new CiRole(stack, name, { name, provider, usedBy: [job], pushes: [IMAGE] });
  }
  const pods = { cluster: CLUSTER, namespace: 'order-service-ci', serviceAccount: 'builder' };
  new PodRole(stack, 'builder', { ...pods, name: 'builder', pushes: [IMAGE] });
  new PodRole(stack, 'reader', { ...pods, name: 'reader', access: PodAccess.irsa, pulls: [IMAGE] });
  const config: TerraformStackConfig = {
    name: 'registry',
    json: stack.toTerraform() as Record<string, unknown>,
    origin: {},
  };
  const assembly = {
    ...assemblyOf({}),
    environments: [{ name: 'ci' }, { name: 'staging' }, { name: 'production' }],
    terraform: new TerraformConfig([config]),
  };
  expect(awsRules.flatMap((rule) => rule.check(assembly).map(({ message }) => `${rule.id}: ${message}`))).toEqual([]);
});
