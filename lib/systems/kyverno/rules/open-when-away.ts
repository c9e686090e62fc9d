import { type Rule, problem } from '../../../audit';
import { type Manifests } from '../../../assembly';
import { imagePolicy, objects } from './examples';

export const openWhenAway: Rule = {
  id: 'KYV017',
  severity: 'warning',
  title: 'a policy lets everything in while it cannot be asked',
  why: 'with failure policy Ignore an overloaded Kyverno, an unreachable registry or an expression that fails opens the door, and nothing says so',
  repair: 'leave the failure policy at Fail, and run Kyverno with more than one replica',
  good: objects(imagePolicy({ failurePolicy: 'Fail' })),
  bad: objects(imagePolicy({ failurePolicy: 'Ignore' })),
  check: ({ manifests }) =>
    policiesIn(manifests)
      .filter(({ value }) => value === 'Ignore')
      .map(({ policy, path }) =>
        problem(policy, 'failurePolicy Ignore admits what could not be judged', 'set failurePolicy: Fail', path),
      ),
};

function policiesIn(manifests: Manifests) {
  const cel = [
    ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
    ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
  ].map((policy) => ({ policy, value: policy.object.spec.failurePolicy, path: 'spec.failurePolicy' }));
  const cluster = manifests.of('kyverno.io/ClusterPolicy').map((policy) => {
    const { failurePolicy, webhookConfiguration } = policy.object.spec;
    return webhookConfiguration?.failurePolicy === undefined
      ? { policy, value: failurePolicy, path: 'spec.failurePolicy' }
      : { policy, value: webhookConfiguration.failurePolicy, path: 'spec.webhookConfiguration.failurePolicy' };
  });
  return [...cel, ...cluster];
}
