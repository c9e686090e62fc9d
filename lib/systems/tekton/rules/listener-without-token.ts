import { problem, type Rule } from '../../../audit';
import { example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';
import '../../kubernetes/kinds';

const account = (automountServiceAccountToken: boolean): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'listener', namespace: 'order-service-ci' },
  automountServiceAccountToken,
});

export const listenerWithoutToken: Rule = {
  id: 'TRG019',
  severity: 'error',
  title: 'the account of a listener mounts no token',
  why: 'a listener asks Kubernetes for its triggers and creates runs; without a token it never starts',
  repair: 'let this one account mount its token, and use another for the runs',
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), account(true)),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), account(false)),
  check: ({ manifests }) =>
    manifests.of('triggers.tekton.dev/EventListener').flatMap((listener) => {
      const {
        environment,
        object: { metadata, spec },
      } = listener;
      const name = spec.serviceAccountName ?? 'default';
      const found = manifests.tryFind('ServiceAccount', { environment, namespace: metadata.namespace, name });
      const off =
        (found?.object as { readonly automountServiceAccountToken?: boolean } | undefined)
          ?.automountServiceAccountToken === false;
      return off
        ? [
            problem(
              listener,
              `its account "${name}" mounts no token`,
              'let the account mount it',
              'spec.serviceAccountName',
            ),
          ]
        : [];
    }),
};
