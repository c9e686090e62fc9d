import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { selectorText, selects } from '../selector';

const example = (name: string): Example => ({
  manifests: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: api, image: ghcr.io/acme/api:v2 }]
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: ${name} } }
`,
});

export const spreadMissesPods: Rule = {
  id: 'KUB074',
  severity: 'warning',
  title: 'a spread constraint counts other pods than those that it places',
  why: 'each new pod finds none of its kind anywhere, so all may come to lie in one zone and go down with it',
  repair: 'select the labels of the pod template',
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  good: example('api'),
  bad: example('web'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, labels, spec, path }) =>
      (spec.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, i) => {
        if (labelSelector === undefined || selects(labelSelector, labels)) return [];
        return problem(
          manifest,
          `it counts the pods with ${selectorText(labelSelector)}, and its own have other labels`,
          'select the labels of the pod template',
          `${path}.topologySpreadConstraints[${i}].labelSelector`,
        );
      }),
    ),
};
