import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

export const resourcesMissing: Rule = {
  id: 'TKN083',
  severity: 'advice',
  title: 'a step says nothing of what it needs',
  why: 'its pod is placed as if it needed nothing, and is the first to be ended when the node has no memory left',
  repair: 'set computeResources of the step, or of the step template',
  reference: 'https://tekton.dev/docs/pipelines/compute-resources/',
  good: example(oneStep({ computeResources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } } })),
  bad: example(oneStep({})),
  check: (assembly) =>
    tektonObjects(assembly).tasks.flatMap(({ manifest, path, steps }) => {
      const without = steps
        .filter(({ container }) => container.computeResources?.requests === undefined)
        .map(({ name }) => `"${name}"`);
      if (without.length === 0) return [];
      const message =
        without.length === 1
          ? `the step ${without.join('')} says nothing of what it needs`
          : `the steps ${without.join(', ')} say nothing of what they need`;
      return problem(manifest, message, 'set requests and a memory limit in computeResources', `${path}.steps`);
    }),
};
