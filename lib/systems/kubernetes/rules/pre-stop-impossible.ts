import { type Example, type Rule, problem } from '../../../audit';
import { type Platform } from '../../../model';
import { podsOf } from '../pods';

const example = (seconds: number): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec:
  terminationGracePeriodSeconds: 30
  containers:
    - name: api
      image: ghcr.io/acme/api:v2
      lifecycle: { preStop: { sleep: { seconds: ${seconds} } } }
`,
});

export const preStopImpossible: Rule = {
  id: 'KUB015',
  severity: 'error',
  title: 'a wait before stopping that the cluster refuses, or that leaves no time to stop',
  why: 'the pod is refused, or killed in the middle of its last requests',
  repair: 'wait for less than the grace period; before Kubernetes 1.30 run a sleep with exec',
  reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  good: example(10),
  bad: example(30),
  check: ({ manifests, platform }) =>
    podsOf(manifests).all.flatMap(({ manifest, spec, containers }) =>
      containers.flatMap(({ container, path }) => {
        const seconds = container.lifecycle?.preStop?.sleep?.seconds;
        const fault =
          seconds === undefined ? undefined : tryFault(seconds, spec.terminationGracePeriodSeconds, platform);
        return fault ? [problem(manifest, fault.message, fault.repair, `${path}.lifecycle.preStop.sleep`)] : [];
      }),
    ),
};

function tryFault(
  seconds: number,
  grace = 30,
  { kubernetes }: Platform,
): { readonly message: string; readonly repair: string } | undefined {
  if (!kubernetes.isAtLeast('1.30')) {
    return {
      message: `Kubernetes ${kubernetes} does not know preStop.sleep and refuses the pod`,
      repair: 'use preStop.exec with a program of the image',
    };
  }
  if (seconds < grace) return undefined;
  return {
    message: `it waits ${seconds} s of a grace period of ${grace} s`,
    repair: `set terminationGracePeriodSeconds above ${seconds}, by the time that the last requests take`,
  };
}
