import { problem, type Rule } from '../../../audit';
import { example, object } from './examples';

const receiver = (fields: object): object =>
  object('notification.toolkit.fluxcd.io/v1', 'Receiver', 'github', {
    type: 'github',
    resources: [{ kind: 'GitRepository', name: 'gitops' }],
    ...fields,
  });
const secretRef = { name: 'webhook-token' };

export const receiverOpen: Rule = {
  id: 'FLX013',
  severity: 'warning',
  title: 'a Receiver takes calls that nobody has signed, or has no token at all',
  why: 'Flux 2.9 refuses one without a token; one of the type generic lets whoever knows the address wake the cluster',
  repair: 'name the Secret with the token, and choose a type that checks a signature, such as generic-hmac',
  reference: 'https://fluxcd.io/flux/components/notification/receivers/',
  good: example(receiver({ secretRef })),
  bad: example(receiver({})),
  check: ({ manifests }) =>
    manifests.of('notification.toolkit.fluxcd.io/Receiver').flatMap((manifest) => {
      const { type, secretRef } = manifest.object.spec;
      if (type !== 'generic-oidc' && secretRef === undefined) {
        return [problem(manifest, 'it has no token, and is refused', 'name a Secret in secretRef', 'spec.secretRef')];
      }
      if (type !== 'generic') return [];
      return [problem(manifest, 'the type generic checks no signature', 'use generic-hmac', 'spec.type')];
    }),
};
