import { problem, type Rule } from '../../../audit';
import { inNamespace } from '../routes';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, object } from './examples';

const destinationRule = { name: 'orders', canarySubsetName: 'canary', stableSubsetName: 'stable' };
const orders = canary({
  trafficRouting: { istio: { virtualService: { name: 'orders' }, destinationRule } },
  steps: HELD,
});

function ruleWith(...names: readonly string[]): object {
  const subsets = names.map((name) => ({ name, labels: { app: 'orders' } }));
  return object('networking.istio.io/v1', 'DestinationRule', 'orders', { host: 'orders', subsets });
}

export const destinationRuleMissing: Rule = {
  id: 'ROL014',
  severity: 'error',
  title: 'the subsets that a Rollout weighs are not defined',
  why: 'the controller cannot write the hash of each version into its subset, so the release stops at the first weight',
  repair: 'add a DestinationRule with both subsets to the namespace of the Rollout',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/',
  good: example(orders, ruleWith('stable', 'canary')),
  bad: example(orders, ruleWith('stable')),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: { trafficRouting } }) => {
      const wanted = trafficRouting?.istio?.destinationRule;
      if (!wanted) return [];
      const {
        environment,
        object: { metadata },
      } = rollout;
      const key = { environment, namespace: metadata.namespace, name: wanted.name };
      const found = assembly.manifests.tryFind('networking.istio.io/DestinationRule', key);
      if (!found) {
        const message = `there is no DestinationRule ${wanted.name}${inNamespace(metadata.namespace)}`;
        const path = `${CANARY}.trafficRouting.istio.destinationRule`;
        return [problem(rollout, message, 'add it with both subsets', path)];
      }
      const subsets = (found.object.spec.subsets ?? []).map(({ name }) => name);
      return [wanted.stableSubsetName, wanted.canarySubsetName]
        .filter((name) => !subsets.includes(name))
        .map((name) => problem(found, `it has no subset ${name}`, 'add the subset', 'spec.subsets'));
    }),
};
