import { type Example, type Rule, problem } from '../../../audit';

const example = (ports: string): Example => ({
  manifests: `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app.kubernetes.io/name: api }${ports} }
`,
});

/** A headless Service may go without, and one that is only a name for another host. */
export const serviceWithoutPorts: Rule = {
  id: 'KUB050',
  severity: 'error',
  title: 'a Service has no ports',
  why: 'the API server refuses it, and with it whatever is applied behind it',
  repair: 'give it the port that callers use',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  good: example(', ports: [{ port: 80 }]'),
  bad: example(''),
  check: ({ manifests }) =>
    manifests
      .of('Service')
      .filter(({ object: { spec = {} } }) => {
        const mayLack = spec.type === 'ExternalName' || spec.clusterIP === 'None';
        return !mayLack && (spec.ports ?? []).length === 0;
      })
      .map((service) => problem(service, 'it has no ports', 'add the port that callers use', 'spec.ports')),
};
