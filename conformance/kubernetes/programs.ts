import { join } from 'node:path';
import { builtOnce } from '../cache';

export const KUBERNETES = '1.34.1';
export const ROLLOUTS = '1.9.1';
const VERSION_PACKAGE = 'k8s.io/component-base/version';

/** Paths of the programs that come from one Go module: the API server and Argo Rollouts share all of Kubernetes. */
export interface ClusterPrograms {
  readonly apiServer: string;
  readonly rolloutsController: string;
  readonly rolloutsCommand: string;
}

const MODULE = join(__dirname, 'programs');

/** Builds the programs of a cluster without nodes once; the first time takes about ten minutes. */
export async function clusterPrograms(): Promise<ClusterPrograms> {
  const folder = await builtOnce(`kubernetes-${KUBERNETES}-rollouts-${ROLLOUTS}`, {
    module: MODULE,
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'rollouts-controller': 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
      'kubectl-argo-rollouts': 'github.com/argoproj/argo-rollouts/cmd/kubectl-argo-rollouts',
    },
    ldflags: versionFlags(),
  });
  return {
    apiServer: join(folder, 'kube-apiserver'),
    rolloutsController: join(folder, 'rollouts-controller'),
    rolloutsCommand: join(folder, 'kubectl-argo-rollouts'),
  };
}

/** Builds what a node and its cluster need beside the API server once, and returns the folder of the programs. */
export function kubernetesPrograms(): Promise<string> {
  const names = ['kubelet', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kubectl'];
  return builtOnce(`kubernetes-${KUBERNETES}-node`, {
    module: MODULE,
    programs: Object.fromEntries(names.map((name) => [name, `k8s.io/kubernetes/cmd/${name}`])),
    ldflags: versionFlags(),
  });
}

function versionFlags(): string {
  const [major = '', minor = ''] = KUBERNETES.split('.');
  const facts = { gitMajor: major, gitMinor: minor, gitVersion: `v${KUBERNETES}` };
  return Object.entries(facts)
    .map(([name, value]) => `-X ${VERSION_PACKAGE}.${name}=${value}`)
    .join(' ');
}
