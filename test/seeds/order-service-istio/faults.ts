import { type Fault, PROSE, awaiting, hidden } from '../fault';

const ROLLOUT = 'Rollout order-service';

export const istioFaults: readonly Fault[] = [
  {
    fault: 'the DestinationRule is not defined',
    rule: 'ROL014',
    at: `istio.yaml:55 ${ROLLOUT} spec.strategy.canary.trafficRouting.istio.destinationRule`,
  },
  {
    fault: 'the VirtualService leads to hosts, the Rollout weighs subsets',
    missing:
      'the schema of networking.istio.io/v1alpha3, which Istio still serves: SCH004 keeps the object from ROL013, which finds this in v1',
  },
  {
    fault: 'the weights begin with 80 and 20',
    missing: 'a VirtualService that a Rollout weighs and that does not begin with 100 and 0',
  },
  ...awaiting('argoCd', ['GitOps puts the weights back: no ignoreDifferences']),
  ...hidden(PROSE, ['the table mixes VirtualService and HTTPRoute', 'one pod of n is 10 % from ten pods on only']),
];
