import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { selectorText, selects } from '../selector';

const example = (name: string): Example => ({
  manifests: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`,
});

export const selectorMissesTemplate: Rule = {
  id: 'KUB013',
  severity: 'error',
  title: "a workload's selector does not select its own pods",
  why: 'the API server refuses it; a Rollout is accepted and then invalid (InvalidSpec)',
  repair: 'use labels of the pod template in the selector',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  good: example('api'),
  bad: example('order-api'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, selector, labels }) =>
      selector === undefined || selects(selector, labels)
        ? []
        : [
            problem(
              manifest,
              `the selector is ${selectorText(selector)}, the pods have ${selectorText({ matchLabels: labels })}`,
              'give the template the labels of the selector: a selector cannot be changed later',
              'spec.selector',
            ),
          ],
    ),
};
