import { type Manifest, describe } from '../../../assembly';
import { type Example, type Problem, type Rule, problem } from '../../../audit';
import { type PodContainer } from '../pod-spec';
import { podsOf } from '../pods';
import { tryContainerAt } from '../service-ports';

const example = (hook: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec:
      containers:
        - { name: api, image: ghcr.io/acme/api:v2, ports: [{ name: http, containerPort: 8080 }]${hook} }
`,
});

export const stopsAtOnce: Rule = {
  id: 'KUB076',
  severity: 'advice',
  title: 'a container with traffic is told to stop while Services still lead to it',
  why: 'a pod is taken out of the endpoints while it gets its SIGTERM, not before: proxies and gateways send requests for some seconds more, and every release and every drain loses them',
  repair: 'wait in lifecycle.preStop (sleep) for as long as the routes need to follow',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  good: example(', lifecycle: { preStop: { sleep: { seconds: 10 } } }'),
  bad: example(''),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    const problems = new Map<PodContainer, Problem>();
    for (const service of manifests.of('Service')) {
      const { selector: matchLabels = {}, ports = [] } = service.object.spec ?? {};
      if (Object.keys(matchLabels).length === 0) continue;
      for (const selected of pods.selected(service.environment, service.object.metadata.namespace, { matchLabels })) {
        for (const port of ports) {
          const reached = tryContainerAt(selected, port);
          if (reached && !reached.container.lifecycle?.preStop && !problems.has(reached))
            problems.set(reached, unwaited(selected.manifest, reached, service));
        }
      }
    }
    return [...problems.values()];
  },
};

function unwaited(manifest: Manifest, { container, path }: PodContainer, service: Manifest): Problem {
  return problem(
    manifest,
    `container "${container.name}" gets traffic of ${describe(service.object)} and does not wait before it stops`,
    'add lifecycle.preStop with a sleep of some seconds',
    path,
  );
}
