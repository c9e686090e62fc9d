import { allRules } from '../../lib/rules';
import { tektonRules } from '../../lib/systems/tekton/rules';
import { Article } from './article';
import { endToEndFaults } from './end-to-end/faults';
import { AWAITED, type Fault, type FoundFault } from './fault';
import { gitopsFaults } from './gitops/faults';
import { deliveryFaults } from './order-service/delivery-faults';
import { pipelineFaults } from './order-service/pipeline-faults';
import { workflowFaults } from './order-service/workflow-faults';
import { istioFaults } from './order-service-istio/faults';
import { overviewFaults } from './overview/faults';
import { referenceFaults } from './reference/faults';

/** The faults of five articles on CI/CD with Kubernetes; the Rollout of one of them has a second router, in a folder of its own. */
const catalogue: Readonly<Record<string, readonly Fault[]>> = {
  overview: overviewFaults,
  'order-service': [...pipelineFaults, ...deliveryFaults, ...workflowFaults],
  'order-service-istio': istioFaults,
  reference: referenceFaults,
  'end-to-end': endToEndFaults,
  gitops: gitopsFaults,
};

const rules = [...new Set([...allRules, ...tektonRules])];
const all = Object.values(catalogue).flat();

function isFound(fault: Fault): fault is FoundFault {
  return 'rule' in fault;
}

describe.each(Object.entries(catalogue))('%s', (name, faults) => {
  const findings = new Article(name).audit(rules);

  it.each(faults.filter(isFound))('$fault: $rule', ({ rule, at }) => {
    expect(findings).toContain(`${rule} ${at}`);
  });

  it('lists each fault once', () => {
    const names = faults.map(({ fault }) => fault);
    expect(names.filter((one, i) => names.indexOf(one) !== i)).toEqual([]);
  });
});

it('says how many faults are found', () => {
  const waiting = all.filter((one) => 'awaits' in one).map(({ awaits }) => AWAITED[awaits]);
  expect({
    found: all.filter(isFound).length,
    missing: all.filter((one) => 'missing' in one).length,
    undecidable: all.filter((one) => 'undecidable' in one).length,
    ...Object.fromEntries(Object.values(AWAITED).map((one) => [one, waiting.filter((other) => other === one).length])),
  }).toEqual({
    found: 87,
    missing: 20,
    undecidable: 44,
    'issue 6: GitHub workflows': 87,
    'issue 6: GitLab pipelines': 9,
    'issue 6: Dockerfiles': 6,
    'issue 6: scripts that promote': 16,
    'issue 7: Argo CD': 13,
    'issue 7: Flagger': 6,
    'issue 7: alerts and the metrics they read': 5,
  });
});
