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

/** Builds the programs of a cluster once; the first time takes about ten minutes. */
export async function clusterPrograms(): Promise<ClusterPrograms> {
  const [major = '', minor = ''] = KUBERNETES.split('.');
  const facts = { gitMajor: major, gitMinor: minor, gitVersion: `v${KUBERNETES}` };
  const folder = await builtOnce(`kubernetes-${KUBERNETES}-rollouts-${ROLLOUTS}`, {
    module: join(__dirname, 'programs'),
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'rollouts-controller': 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
      'kubectl-argo-rollouts': 'github.com/argoproj/argo-rollouts/cmd/kubectl-argo-rollouts',
    },
    ldflags: Object.entries(facts)
      .map(([name, value]) => `-X ${VERSION_PACKAGE}.${name}=${value}`)
      .join(' '),
  });
  return {
    apiServer: join(folder, 'kube-apiserver'),
    rolloutsController: join(folder, 'rollouts-controller'),
    rolloutsCommand: join(folder, 'kubectl-argo-rollouts'),
  };
}
