import { type Example, type Rule, problem } from '../../../audit';
import { type Container } from '../pod-spec';
import { podsOf } from '../pods';

const example = (resources: string): Example => ({
  manifests: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2, resources: ${resources} }] }
`,
});

/** A limit alone is enough where it is given: Kubernetes takes it for the request. A CPU limit is not asked for. */
export const resourcesMissing: Rule = {
  id: 'KUB007',
  severity: 'warning',
  title: 'a container does not say what it needs',
  why: 'the scheduler overbooks nodes, and a leak in one pod kills its neighbours before itself',
  repair: 'set requests for cpu and memory, and a limit for memory',
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  good: example('{ requests: { cpu: 250m, memory: 512Mi }, limits: { memory: 512Mi } }'),
  bad: example('{ requests: { memory: 512Mi } }'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container, role, path }) => {
        const missing = role === 'ephemeral' ? [] : missingIn(container);
        if (missing.length === 0) return [];
        return [
          problem(
            manifest,
            `container "${container.name}" has no ${missing.join(', no ')}`,
            `set ${missing.join(', ')}`,
            `${path}.resources`,
          ),
        ];
      }),
    ),
};

function missingIn({ resources: { requests = {}, limits = {} } = {} }: Container): string[] {
  return [
    ...(requests['cpu'] === undefined && limits['cpu'] === undefined ? ['requests.cpu'] : []),
    ...(requests['memory'] === undefined && limits['memory'] === undefined ? ['requests.memory'] : []),
    ...(limits['memory'] === undefined ? ['limits.memory'] : []),
  ];
}
