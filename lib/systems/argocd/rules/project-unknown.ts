import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { tryProject } from '../project-limits';
import { application, manifests, project } from './examples';

const PROJECT = project('{ sourceRepos: ["*"], destinations: [{ name: production, namespace: shop }] }');

/** Where the assembly has no projects, they are made elsewhere. */
export const projectUnknown: Rule = {
  id: 'ARG008',
  severity: 'error',
  title: 'an Application names a project that is not there',
  why: 'Argo CD refuses it (InvalidSpecError): nothing is applied',
  repair: 'name a project that is there, in the namespace of the Application',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  good: manifests(application(), PROJECT),
  bad: manifests(application({ project: 'shopp' }), PROJECT),
  check: ({ manifests }) => {
    const projects = manifests.of('argoproj.io/AppProject');
    const places = new Set(projects.map((one) => `${one.environment}\n${one.object.metadata.namespace ?? ''}`));
    return applicationsOf(manifests).flatMap((one) => {
      const { manifest, spec, path } = one;
      const place = `${manifest.environment}\n${manifest.object.metadata.namespace ?? ''}`;
      if (!places.has(place) || /^default$|\{\{/.test(spec.project) || tryProject(manifests, one)) return [];
      const message = `there is no AppProject ${spec.project}`;
      return [problem(manifest, message, 'name a project that is there', `${path}.project`)];
    });
  },
};
