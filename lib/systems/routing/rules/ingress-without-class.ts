import { problem, type Rule } from '../../../audit';
import { example, ingress } from './examples';

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';

/** Silent where the assembly itself makes a class the default. */
export const ingressWithoutClass: Rule = {
  id: 'RTE010',
  severity: 'warning',
  title: 'an Ingress does not say which controller serves it',
  why: 'a cluster without a default class leaves it alone, and nobody answers; with two controllers both may',
  repair: 'name the class',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class',
  good: example(ingress()),
  bad: example(ingress({ ingressClassName: undefined })),
  check: ({ manifests }) => {
    const hasDefault = new Set(
      manifests
        .ofKinds('networking.k8s.io/IngressClass')
        .filter(({ object }) => object.metadata.annotations?.[DEFAULT_CLASS] === 'true')
        .map(({ environment }) => environment),
    );
    return manifests
      .of('networking.k8s.io/Ingress')
      .filter(({ environment, object }) => {
        const annotated = object.metadata.annotations?.['kubernetes.io/ingress.class'];
        return (object.spec?.ingressClassName ?? annotated) === undefined && !hasDefault.has(environment);
      })
      .map((one) => problem(one, 'it names no class', 'set ingressClassName', 'spec.ingressClassName'));
  },
};
