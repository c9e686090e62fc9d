import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type RoleUses, mayPush, roleUses } from '../registry-roles';
import { type RunningTask, pipelineOf } from '../running-tasks';
import { type Write, writesOf } from '../writes';
import { BUILD, pusher, withTerraform } from './examples';

const SIGNS = pusher(['order-service'], 'sign')['aws_eks_pod_identity_association'];

const terraform = (repository: string): ReturnType<typeof pusher> => {
  const made = pusher([repository]);
  return {
    ...made,
    aws_eks_pod_identity_association: { ...made['aws_eks_pod_identity_association'], sign: SIGNS?.['build'] ?? {} },
  };
};

export const pushRefused: Rule = {
  id: 'CUS005',
  severity: 'error',
  title: 'a task runs as an account whose role may not push to its repository',
  why: 'both sides are valid by themselves: the push is refused by ECR, at the end of the first build',
  repair:
    'give the ServiceAccount of the task a role that may push to exactly this repository; a signature is pushed as well',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: withTerraform(terraform('order-service'), BUILD),
  bad: withTerraform(terraform('orders'), BUILD),
  check: (assembly) => {
    const uses = roleUses(assembly);
    const seen = new Set<string>();
    return writesOf(assembly).flatMap((write) => {
      const key = `${write.by.namespace} ${write.by.account ?? ''} ${write.repository}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return judge(assembly, write, uses);
    });
  },
};

function judge(assembly: Assembly, write: Write, uses: RoleUses): Problem[] {
  const { by, ecr } = write;
  if (by.account === undefined || bringsCredentials(by) || isAnnotated(assembly, by)) return [];
  const account = `${by.namespace}/${by.account}`;
  const own = uses.of({ namespace: by.namespace, account: by.account });
  if (own.some(({ role }) => !role || role.isOpen || mayPush(role, ecr.arn))) return [];
  const [use] = own;
  if (use) {
    return [
      said(
        write,
        `${account} takes the role ${use.role?.resource.name ?? ''}, which may not push to ${ecr.arn}`,
        'allow it in the policy of the role',
      ),
    ];
  }
  const other = uses.tryPusherTo(ecr.arn);
  if (!other && !uses.hasNamespace(by.namespace)) return [];
  const instead = other ? `; the role that may is for ${other.namespace}/${other.account}` : '';
  return [
    said(
      write,
      `no role is for ${account}${instead}`,
      'associate the ServiceAccount of the task with a role that may push there',
    ),
  ];
}

function said({ by, at, verb, repository }: Write, why: string, repair: string): Problem {
  const task = `${pipelineOf(by)}: the task "${by.call.task.name}" ${verb} ${repository}`;
  return problem(at, `${task} → ${why} → the push is refused`, repair);
}

/** A registry's credentials in a Secret make a role unnecessary. */
function bringsCredentials({ call, execution }: RunningTask): boolean {
  const bound = new Set((call.task.workspaces ?? []).map(({ name, workspace }) => workspace ?? name));
  const secrets = (execution.run?.spec.workspaces ?? []).filter(
    ({ name, secret }) => bound.has(name) && secret !== undefined,
  );
  const volumes = call.runs.from === 'assembly' ? (call.runs.task.spec.volumes ?? []) : [];
  return [
    ...secrets.flatMap(({ name, secret }) => [name, secret?.secretName ?? '']),
    ...volumes.flatMap(({ name, secret }) => (secret === undefined ? [] : [name, secret.secretName ?? ''])),
  ].some((name) => /docker|registr|ecr/i.test(name));
}

/** A role that the ServiceAccount itself names may be made elsewhere. */
function isAnnotated({ manifests }: Assembly, { environment, namespace, account = '' }: RunningTask): boolean {
  const found = manifests.tryFind('ServiceAccount', { environment, namespace, name: account });
  return found?.object.metadata.annotations?.['eks.amazonaws.com/role-arn'] !== undefined;
}
