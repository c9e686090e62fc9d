import { originText } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';

const example = (name: string): Example => ({
  manifests: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop }
`,
});

/** Files for kustomize itself are no objects of the cluster, and may share a name. */
export const objectTwice: Rule = {
  id: 'KUB027',
  severity: 'error',
  title: 'two objects of one environment have kind, namespace and name in common',
  why: 'whichever is applied last overwrites the other, and the next apply may do it the other way round',
  repair: 'rename one, or make it only once',
  good: example('worker'),
  bad: example('api'),
  check: ({ manifests }) =>
    manifests.duplicates
      .filter(([first]) => !first?.object.apiVersion.startsWith('kustomize.config.k8s.io/'))
      .flatMap(([first, ...others]) =>
        others.map((other) =>
          problem(
            other,
            `it is made twice: first by ${originText(first?.origin ?? {})}`,
            'rename it, or make it only once',
            'metadata.name',
          ),
        ),
      ),
};
