import { type Example, type Rule, problem } from '../../../audit';
import { servedPods } from '../served-pods';
import { portsOf } from '../service-ports';
import { deployment } from './examples';

const example = (targetPort: number): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }, ports: [{ port: 80, targetPort: ${targetPort} }] }
---
${deployment(', ports: [{ containerPort: 8080 }]')}`,
});

/** Declared ports are for readers, so one that is not declared may still work: hence a warning. */
export const targetPortUndeclared: Rule = {
  id: 'KUB011',
  severity: 'warning',
  title: 'a Service sends to a port that its containers do not declare, though they declare others',
  why: 'most likely nothing listens there and every connection is refused',
  repair: 'send to the port that the container declares, best by its name',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  good: example(8080),
  bad: example(80),
  check: ({ manifests }) => {
    return manifests.of('Service').flatMap((service) => {
      const { ports = [], clusterIP } = service.object.spec ?? {};
      if (clusterIP === 'None') return [];
      const served = servedPods(manifests, service);
      const numbers = [...new Set(served.flatMap(portsOf).map(({ containerPort }) => containerPort))];
      return ports.flatMap(({ port, targetPort = port }, i) => {
        if (typeof targetPort === 'string' || numbers.length === 0 || numbers.includes(targetPort)) return [];
        return [
          problem(
            service,
            `port ${port} sends to ${targetPort}, and the containers declare ${numbers.join(', ')}`,
            `set targetPort to ${numbers.join(' or ')}`,
            `spec.ports[${i}].targetPort`,
          ),
        ];
      });
    });
  },
};
