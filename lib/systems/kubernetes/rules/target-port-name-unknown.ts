import { type Example, type Rule, problem } from '../../../audit';
import { servedPods } from '../served-pods';
import { portsOf } from '../service-ports';
import { deployment } from './examples';

const example = (targetPort: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }, ports: [{ port: 80, targetPort: ${targetPort} }] }
---
${deployment(', ports: [{ name: http, containerPort: 8080 }]')}`,
});

export const targetPortNameUnknown: Rule = {
  id: 'KUB010',
  severity: 'error',
  title: 'a Service names a port that none of its pods has',
  why: 'it is accepted and has no endpoints for that port: every connection is refused',
  repair: 'use the name that the container gives its port',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  good: example('http'),
  bad: example('web'),
  check: ({ manifests }) => {
    return manifests.of('Service').flatMap((service) => {
      const { ports = [] } = service.object.spec ?? {};
      const served = servedPods(manifests, service);
      const names = [...new Set(served.flatMap(portsOf).map(({ name }) => name ?? ''))].filter((name) => name !== '');
      return ports.flatMap(({ targetPort }, i) => {
        if (typeof targetPort !== 'string' || served.length === 0 || names.includes(targetPort)) return [];
        const repair = names.length === 0 ? 'name the port in the container' : `use ${names.join(' or ')}`;
        return [
          problem(service, `no container has a port named "${targetPort}"`, repair, `spec.ports[${i}].targetPort`),
        ];
      });
    });
  },
};
