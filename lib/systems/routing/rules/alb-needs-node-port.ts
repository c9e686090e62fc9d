import { problem, type Rule } from '../../../audit';
import { leadsOf } from '../leads';
import { example, ingress, service } from './examples';

const TARGET_TYPE = 'alb.ingress.kubernetes.io/target-type';
const alb = (type?: string): object =>
  ingress({ ingressClassName: 'alb' }, type === undefined ? {} : { [TARGET_TYPE]: type });

/** The controller of a cluster may be set to another default, so nothing is said of Services beyond its own Ingress. */
export const albNeedsNodePort: Rule = {
  id: 'RTE013',
  severity: 'warning',
  title: 'a load balancer of AWS sends to nodes, and the Service opens no port on them',
  why: 'the AWS Load Balancer Controller sends to instances unless told otherwise, and refuses a ClusterIP Service there',
  repair: 'send to the pods: set the annotation target-type to ip',
  reference:
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#target-type',
  good: example(service('orders'), alb('ip')),
  bad: example(service('orders'), alb()),
  check: ({ manifests }) => {
    const classes = new Map(manifests.of('networking.k8s.io/Ingress').map((one) => [one as object, one.object.spec]));
    return leadsOf(manifests).flatMap(({ route, service: name, namespace, path }) => {
      const { annotations = {} } = route.object.metadata;
      if (classes.get(route)?.ingressClassName !== 'alb' || (annotations[TARGET_TYPE] ?? 'instance') !== 'instance') {
        return [];
      }
      const found = manifests.tryFind('Service', { environment: route.environment, namespace, name });
      if (!found || (found.object.spec?.type ?? 'ClusterIP') !== 'ClusterIP') return [];
      return [problem(route, `Service ${name} has no port on the nodes`, `set ${TARGET_TYPE} to ip`, path)];
    });
  },
};
