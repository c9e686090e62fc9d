import { type Rule, problem } from '../../../audit';
import { applicationsOf, sourcesOf } from '../applications';
import { allowsRepository, tryProject } from '../project-limits';
import { application, manifests, project } from './examples';

const destinations = 'destinations: [{ name: production, namespace: shop }]';

export const repositoryOutsideProject: Rule = {
  id: 'ARG006',
  severity: 'error',
  title: "an Application reads a repository that its project doesn't allow",
  why: 'Argo CD refuses it (InvalidSpecError): nothing is applied',
  repair: "add the repository to the project's sourceRepos",
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  good: manifests(application(), project(`{ sourceRepos: ['https://github.com/acme/gitops'], ${destinations} }`)),
  bad: manifests(application(), project(`{ sourceRepos: ['https://github.com/acme/charts'], ${destinations} }`)),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap((one) => {
      const limits = tryProject(manifests, one);
      if (!limits) return [];
      return sourcesOf(one)
        .filter(({ source: { repoURL } }) => !repoURL.includes('{{') && !allowsRepository(limits.object, repoURL))
        .map(({ source: { repoURL }, path }) =>
          problem(
            one.manifest,
            `its project ${one.spec.project} does not allow ${repoURL}`,
            'add it to sourceRepos of the project',
            `${path}.repoURL`,
          ),
        );
    }),
};
