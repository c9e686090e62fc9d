import { tryParseQuantity } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { tektonContainers } from '../container-in-place';
import { example, oneStep } from './examples';

const needing = (memory: string): object =>
  oneStep({ computeResources: { requests: { memory }, limits: { memory: '1Gi' } } });

export const requestAboveLimit: Rule = {
  id: 'TKN084',
  severity: 'error',
  title: 'a step asks for more than it may have',
  why: 'Tekton admits the Task; the API server refuses the pod of every run',
  repair: 'raise the limit to the request at least',
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  good: example(needing('512Mi')),
  bad: example(needing('2Gi')),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const { requests = {}, limits = {} } = container.computeResources ?? {};
      return Object.entries(requests).flatMap(([resource, request]) => {
        const limit = limits[resource];
        const asked = tryParseQuantity(request);
        const allowed = limit === undefined ? undefined : tryParseQuantity(limit);
        if (asked === undefined || allowed === undefined || asked <= allowed) return [];
        return problem(
          manifest,
          `${title} requests ${resource} ${request} and may have ${limit ?? ''}`,
          `raise the limit to ${request} at least`,
          `${path}.computeResources`,
        );
      });
    }),
};
