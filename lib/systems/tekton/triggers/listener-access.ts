import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { leaveNamespace } from '../../kubernetes/object-props';
import { RoleGrant } from '../../kubernetes/role-grant';

export interface ListenerAccessProps {
  /** The name of the account and of its role. */
  readonly name: string;
  /** The namespace of the EventListener. */
  readonly namespace: string;
}

/**
 * The account of an EventListener and the least that it works with: it reads the trigger objects of its own namespace and
 * creates PipelineRuns there, and reads the interceptors that the cluster shares. It reads no Secret: the interceptors
 * check signatures. The role that Tekton ships for it may read every Secret of the cluster.
 */
export class ListenerAccess extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, { name, namespace }: ListenerAccessProps) {
    super(scope, id);
    this.name = name;
    const to = { name, namespace };
    // Its pod calls Kubernetes, and an EventListener cannot ask for a token itself.
    new k8s.KubeServiceAccount(this, 'Account', { metadata: { name, namespace }, automountServiceAccountToken: true });
    new RoleGrant(this, 'Own', { name, namespace, permissions: OWN, to: [to] });
    this.readShared(`${namespace}-${name}`, to);
  }

  private readShared(name: string, to: { readonly name: string; readonly namespace: string }): void {
    const role = new k8s.KubeClusterRole(this, 'Shared', {
      metadata: { name },
      rules: [{ apiGroups: [TRIGGERS], resources: ['clusterinterceptors', 'clustertriggerbindings'], verbs: READ }],
    });
    const binding = new k8s.KubeClusterRoleBinding(this, 'SharedBinding', {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...to }],
    });
    leaveNamespace(role);
    leaveNamespace(binding);
  }
}

const TRIGGERS = 'triggers.tekton.dev';
const READ = ['get', 'list', 'watch'];
const OWN = [
  {
    groups: [TRIGGERS],
    resources: ['eventlisteners', 'triggers', 'triggerbindings', 'triggertemplates', 'interceptors'],
    verbs: READ,
  },
  { groups: ['tekton.dev'], resources: ['pipelineruns'], verbs: ['create'] },
];
