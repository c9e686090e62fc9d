import { type Example, type Rule, problem } from '../../../audit';
import { labelsOfNearest } from '../nearest-workload';
import { podsOf } from '../pods';
import { deployment } from './examples';
import { unselected } from './unselected';

const example = (name: string): Example => ({
  manifests: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec: { maxUnavailable: 25%, selector: { matchLabels: { app.kubernetes.io/name: ${name} } } }
---
${deployment()}`,
});

/** Silent in a namespace without any workload: its pods come from elsewhere. A budget without selector protects nothing. */
export const budgetWithoutPods: Rule = {
  id: 'KUB020',
  severity: 'error',
  title: 'a disruption budget selects no pods',
  why: 'it is accepted and protects nothing: one node drain may take every replica',
  repair: "select labels of the workload's pod template",
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  good: example('api'),
  bad: example('order-api'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return manifests.of('policy/PodDisruptionBudget').flatMap((budget) => {
      const { selector } = budget.object.spec ?? {};
      if (selector) return unselected(budget, selector, 'spec.selector', pods);
      const { name, namespace } = budget.object.metadata;
      const workloads = pods.workloads(budget.environment, namespace);
      if (workloads.length === 0) return [];
      const repair = `select ${labelsOfNearest(workloads, name)}`;
      return [problem(budget, 'it has no selector and speaks of no pods', repair, 'spec.selector')];
    });
  },
};
