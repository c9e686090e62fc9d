import { type Manifest, describe } from '../../../assembly';
import { type Example, type Problem, type Rule, problem } from '../../../audit';
import { type PodContainer } from '../pod-spec';
import { servedPods } from '../served-pods';
import { tryContainerAt } from '../service-ports';

const example = (probe: string): Example => ({
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
        - { name: api, image: ghcr.io/acme/api:v2, ports: [{ name: http, containerPort: 8080 }]${probe} }
`,
});

export const servedWithoutReadiness: Rule = {
  id: 'KUB012',
  severity: 'warning',
  title: 'a Service sends traffic to a container without readiness probe',
  why: 'a new pod gets requests before it listens, and each release fails some of them; a canary passes before it works',
  repair: 'give the container a readinessProbe that answers once it can serve',
  reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  good: example(', readinessProbe: { httpGet: { path: /ready, port: http } }'),
  bad: example(''),
  check: ({ manifests }) => {
    const problems = new Map<PodContainer, Problem>();
    for (const service of manifests.of('Service')) {
      const { ports = [] } = service.object.spec ?? {};
      for (const selected of servedPods(manifests, service)) {
        for (const port of ports) {
          const reached = tryContainerAt(selected, port);
          if (reached && !reached.container.readinessProbe && !problems.has(reached)) {
            problems.set(reached, unprobed(selected.manifest, reached, service));
          }
        }
      }
    }
    return [...problems.values()];
  },
};

function unprobed(manifest: Manifest, { container, path }: PodContainer, service: Manifest): Problem {
  return problem(
    manifest,
    `container "${container.name}" gets traffic of ${describe(service.object)} and has no readinessProbe`,
    'add a readinessProbe',
    path,
  );
}
