import { type Example, type Rule, problem } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { Kustomizations } from '../kustomizations';
import { podsOf } from '../pods';

const example = (components: string): Example => ({
  manifests: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api }] }
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata: { name: example }
resources: [example.yaml]
components: ${components}
`,
});

/** A bare repository address is how a service leaves its digest to the promoter; without a promoter it means `latest`. */
export const imageLatest: Rule = {
  id: 'KUB001',
  severity: 'error',
  title: 'an image is whatever the tag latest names at the moment',
  why: 'replicas of one release run different code, a restart is an unannounced release, and no rollback brings the old code back',
  repair: 'pin the image by digest, or let a kustomize component of the promoter complete it',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/',
  good: example('[../promoted]'),
  bad: example('[]'),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    return podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container, path }) => {
        const { image = '' } = container;
        const reference = tryParseImageReference(image);
        if (!reference || reference.digest !== undefined || (reference.tag ?? 'latest') !== 'latest') return [];
        if (kustomizations.completes(manifest, image)) return [];
        const how = reference.tag === undefined ? 'has neither tag nor digest, and no promoter completes it' : 'moves';
        return [
          problem(
            manifest,
            `image "${image}" of container "${container.name}" ${how}`,
            `write "${image}@sha256:…", or name the promoter's component in the environment's Kustomization`,
            `${path}.image`,
          ),
        ];
      }),
    );
  },
};
