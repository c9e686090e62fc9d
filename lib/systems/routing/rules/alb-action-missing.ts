import { problem, type Rule } from '../../../audit';
import { ANNOTATION_PORT } from '../leads';
import { example, ingress, rule } from './examples';
import { isOfCanary } from './ingresses-of-canaries';

const ACTION = 'alb.ingress.kubernetes.io/actions.';
const rules = [rule('redirect', { name: ANNOTATION_PORT })];
const redirect = JSON.stringify({ type: 'redirect', redirectConfig: { protocol: 'HTTPS', statusCode: 'HTTP_301' } });

/** Argo Rollouts writes the action of an Ingress that a Rollout names. */
export const albActionMissing: Rule = {
  id: 'RTE012',
  severity: 'error',
  title: 'a backend of an Ingress reads an action that no annotation holds',
  why: 'the AWS Load Balancer Controller refuses the whole Ingress, with all of its other rules',
  repair: 'add the annotation with the name of the backend, or lead to a Service and its port',
  reference: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions',
  good: example(ingress({ ingressClassName: 'alb', rules }, { [`${ACTION}redirect`]: redirect })),
  bad: example(ingress({ ingressClassName: 'alb', rules }, { [`${ACTION}to-https`]: redirect })),
  check: ({ manifests }) =>
    manifests.of('networking.k8s.io/Ingress').flatMap((one) => {
      const { annotations = {} } = one.object.metadata;
      if (isOfCanary(manifests, one)) return [];
      return (one.object.spec?.rules ?? []).flatMap(({ http }, i) =>
        (http?.paths ?? []).flatMap(({ backend: { service } }, j) => {
          if (service?.port?.name !== ANNOTATION_PORT || `${ACTION}${service.name}` in annotations) return [];
          const path = `spec.rules[${i}].http.paths[${j}].backend`;
          return [problem(one, `it has no annotation ${ACTION}${service.name}`, 'add it', path)];
        }),
      );
    }),
};
