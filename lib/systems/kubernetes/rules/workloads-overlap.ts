import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { selectorText } from '../selector';
import { deployment } from './examples';

const example = (name: string): Example => ({
  manifests: `
${deployment()}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: ${name} } }
  template:
    metadata: { labels: { app.kubernetes.io/name: ${name} } }
    spec: { containers: [{ name: worker, image: ghcr.io/acme/worker:v2 }] }
`,
});

export const workloadsOverlap: Rule = {
  id: 'KUB032',
  severity: 'warning',
  title: 'two workloads of a namespace select the same pods',
  why: 'Services and budgets cannot tell them apart: requests for one reach the other, and controllers may take its pods',
  repair: 'give each workload labels of its own',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  good: example('worker'),
  bad: example('api'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return pods.all.flatMap(({ manifest, environment, namespace, selector }) => {
      const others = selector ? pods.selected(environment, namespace, selector) : [];
      const first = others.find((other) => other.selector !== undefined);
      if (!selector || !first || first.manifest === manifest) return [];
      return [
        problem(
          manifest,
          `its selector, ${selectorText(selector)}, also selects the pods of ${describe(first.manifest.object)}`,
          'give the two labels that tell them apart, in selector and template',
          'spec.selector',
        ),
      ];
    });
  },
};
