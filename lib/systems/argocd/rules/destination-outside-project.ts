import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { allowsDestination, tryProject } from '../project-limits';
import { application, manifests, project } from './examples';

const ALLOWED = 'sourceRepos: ["https://github.com/acme/*"], destinations: [{ name: production, namespace: shop }]';

export const destinationOutsideProject: Rule = {
  id: 'ARG005',
  severity: 'error',
  title: "an Application writes where its project doesn't allow it",
  why: 'Argo CD refuses it (InvalidSpecError): nothing is applied',
  repair: "add the namespace and its cluster to the project's destinations, or choose another",
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  good: manifests(application(), project(`{ ${ALLOWED} }`)),
  bad: manifests(application({ destination: '{ name: production, namespace: checkout }' }), project(`{ ${ALLOWED} }`)),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap((one) => {
      const { manifest, spec, path } = one;
      const { destination } = spec;
      const { namespace, name, server } = destination;
      const limits = tryProject(manifests, one);
      if (!limits || namespace === undefined || [namespace, name, server].some((text) => text?.includes('{{')))
        return [];
      if (allowsDestination(limits.object, destination)) return [];
      const where = `${namespace} of ${name ?? server ?? 'any cluster'}`;
      return [
        problem(
          manifest,
          `its project ${spec.project} does not allow the namespace ${where}`,
          'add it to destinations of the project',
          `${path}.destination`,
        ),
      ];
    }),
};
