import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { generatedBy } from '../generated';
import { canary, deployment, example, object } from './examples';

const selector = { 'app.kubernetes.io/name': 'orders' };

function service(name: string): object {
  return object('v1', 'Service', name, { selector, ports: [{ name: 'http', port: 80 }] });
}

export const generatedRendered: Rule = {
  id: 'FLG004',
  severity: 'error',
  title: 'an object that Flagger makes for a Canary is rendered as well',
  why: 'each apply sets it back to what Git says: the Service leads to pods that Flagger has scaled to nothing',
  repair:
    'leave the Services <name>, <name>-primary and <name>-canary, the Deployment <name>-primary and the route to Flagger',
  reference: 'https://docs.flagger.app/usage/how-it-works#canary-service',
  good: example(canary({}), deployment()),
  bad: example(canary({}), deployment(), service('orders')),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) =>
      generatedBy(manifest.object).flatMap(({ kind, name }) => {
        const { environment } = manifest;
        const found = manifests.tryFindAny(kind, { environment, namespace: manifest.object.metadata.namespace, name });
        if (!found) return [];
        return [
          problem(
            found,
            `Flagger makes it for ${describe(manifest.object)}, and changes it in each release`,
            'do not render it',
          ),
        ];
      }),
    ),
};
