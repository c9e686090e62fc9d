import { type Example, type Rule, problem } from '../../../audit';
import { tryParseQuantity } from '../../../model';
import { podsOf } from '../pods';

const example = (request: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec:
  containers:
    - name: once
      image: ghcr.io/acme/once:v2
      resources: { requests: { memory: ${request} }, limits: { memory: 512Mi } }
`,
});

export const requestAboveLimit: Rule = {
  id: 'KUB008',
  severity: 'error',
  title: 'a container asks for more than its limit',
  why: 'the API server refuses the pod; a CRD such as Rollout takes it, and then no pod is ever made',
  repair: 'lower the request or raise the limit',
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  good: example('512Mi'),
  bad: example('1Gi'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container: { name, resources }, path }) =>
        Object.entries(resources?.requests ?? {}).flatMap(([resource, request]) => {
          const limit = resources?.limits?.[resource];
          const [asked, most] = [tryParseQuantity(request), tryParseQuantity(limit ?? '')];
          if (limit === undefined || asked === undefined || most === undefined || asked <= most) return [];
          return [
            problem(
              manifest,
              `container "${name}" asks for ${resource} ${request}, more than its limit of ${limit}`,
              `set requests.${resource} to ${limit} or less`,
              `${path}.resources.requests.${resource}`,
            ),
          ];
        }),
      ),
    ),
};
