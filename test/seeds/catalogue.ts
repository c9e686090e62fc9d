import { endToEndFaults } from './end-to-end/faults';
import { type Fault } from './fault';
import { gitopsFaults } from './gitops/faults';
import { deliveryFaults } from './order-service/delivery-faults';
import { pipelineFaults } from './order-service/pipeline-faults';
import { workflowFaults } from './order-service/workflow-faults';
import { istioFaults } from './order-service-istio/faults';
import { overviewFaults } from './overview/faults';
import { referenceFaults } from './reference/faults';

/**
 * The faults of five articles on CI/CD with Kubernetes, by the folder of each; the Rollout of one of them has a second
 * router, in a folder of its own.
 */
export const catalogue: Readonly<Record<string, readonly Fault[]>> = {
  overview: overviewFaults,
  'order-service': [...pipelineFaults, ...deliveryFaults, ...workflowFaults],
  'order-service-istio': istioFaults,
  reference: referenceFaults,
  'end-to-end': endToEndFaults,
  gitops: gitopsFaults,
};
