import { type KubernetesObject, type Manifest } from '../output';

interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: object;
}

const WORKLOADS = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'Rollout', 'StatefulSet'];

/**
 * The pods that controllers would make of a manifest. The schema of a Rollout says nothing of its pods, and Pod Security
 * only stops a pod when it is made, so both are judged on the pod itself.
 */
export function podsOf({ object }: Manifest): readonly KubernetesObject[] {
  const template = templateOf(object);
  if (template === undefined) return [];
  const { name = 'workload', namespace } = object.metadata;
  const metadata = { name: `${name}-pod`, namespace, labels: template.metadata?.labels };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...defaults(object.kind), ...template.spec } }];
}

function templateOf({ kind, spec }: KubernetesObject): PodTemplate | undefined {
  if (!WORKLOADS.includes(kind)) return undefined;
  return (spec as { template?: PodTemplate } | undefined)?.template;
}

const defaults = (kind: string): object => (kind === 'Job' ? { restartPolicy: 'Never' } : {});
