import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { selectorText } from '../selector';
import { labelsOfNearest } from '../nearest-workload';

const example = (name: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: ${name} }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`,
});

/** Silent in a namespace without any workload: its pods come from elsewhere. */
export const serviceWithoutPods: Rule = {
  id: 'KUB009',
  severity: 'error',
  title: 'a Service selects no pods',
  why: 'it is accepted and has no endpoints: every connection is refused',
  repair: "select labels of the workload's pod template",
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  good: example('api'),
  bad: example('order-api'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return manifests.of('Service').flatMap((service) => {
      const { name, namespace } = service.object.metadata;
      const matchLabels = service.object.spec?.selector ?? {};
      if (Object.keys(matchLabels).length === 0 || !pods.misses(service.environment, namespace, { matchLabels }))
        return [];
      return [
        problem(
          service,
          `no pod in its namespace has the labels ${selectorText({ matchLabels })}`,
          `select ${labelsOfNearest(pods.workloads(service.environment, namespace), name)}`,
          'spec.selector',
        ),
      ];
    });
  },
};
