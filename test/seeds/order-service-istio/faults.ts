import { type Fault, PROSE, hidden } from '../fault';

const ROLLOUT = 'Rollout order-service';

export const istioFaults: readonly Fault[] = [
  {
    fault: 'the DestinationRule is not defined',
    rule: 'ROL014',
    at: `istio.yaml:55 ${ROLLOUT} spec.strategy.canary.trafficRouting.istio.destinationRule`,
  },
  {
    fault: 'the VirtualService leads to hosts, the Rollout weighs subsets',
    rule: 'ROL013',
    at: 'istio.yaml:9 VirtualService order-service spec.http',
  },
  {
    fault: 'the weights begin with 80 and 20',
    rule: 'ROL061',
    at: 'istio.yaml:16 VirtualService order-service spec.http[0].route[1].weight',
  },
  {
    fault: 'GitOps puts the weights back: no ignoreDifferences',
    undecidable: 'the article does not give the Application: ARG018 says it once it is there',
  },
  ...hidden(PROSE, ['the table mixes VirtualService and HTTPRoute', 'one pod of n is 10 % from ten pods on only']),
];
