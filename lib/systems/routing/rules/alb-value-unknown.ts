import { problem, type Rule } from '../../../audit';
import { example, ingress } from './examples';

const PREFIX = 'alb.ingress.kubernetes.io';
const alb = (scheme: string): object => ingress({ ingressClassName: 'alb' }, { [`${PREFIX}/scheme`]: scheme });

/** The annotations that take one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  [`${PREFIX}/scheme`]: ['internal', 'internet-facing'],
  [`${PREFIX}/target-type`]: ['ip', 'instance'],
  [`${PREFIX}/ip-address-type`]: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
  [`${PREFIX}/backend-protocol`]: ['HTTP', 'HTTPS'],
  [`${PREFIX}/backend-protocol-version`]: ['HTTP1', 'HTTP2', 'GRPC'],
};
/** The annotations that are JSON. */
const JSON_KEYS = /^alb\.ingress\.kubernetes\.io\/(listen-ports|auth-idp-(cognito|oidc)|(actions|conditions)\..+)$/;

export const albValueUnknown: Rule = {
  id: 'RTE011',
  severity: 'error',
  title: 'an annotation of the AWS Load Balancer Controller has a value that it cannot read',
  why: 'the controller writes an event and builds no load balancer',
  repair: 'use one of the values that the controller knows',
  reference: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
  good: example(alb('internet-facing')),
  bad: example(alb('public')),
  check: ({ manifests }) =>
    manifests.of('networking.k8s.io/Ingress').flatMap((one) =>
      Object.entries(one.object.metadata.annotations ?? {}).flatMap(([key, value]) => {
        const words = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
        if (words !== undefined && !words.includes(value)) {
          const message = `${key} is "${value}"`;
          return [problem(one, message, `use ${words.join(' or ')}`, 'metadata.annotations')];
        }
        if (!JSON_KEYS.test(key) || isJson(value)) return [];
        return [problem(one, `${key} is not JSON`, 'write it as JSON in one text', 'metadata.annotations')];
      }),
    ),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
