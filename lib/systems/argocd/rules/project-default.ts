import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { application, manifests } from './examples';

export const projectDefault: Rule = {
  id: 'ARG001',
  severity: 'warning',
  title: 'an Application is of the project default',
  why: 'that project limits nothing: whoever may write to the repository may write to every namespace of every cluster',
  repair: 'give it a project of its own, with its repository, its namespaces and its kinds',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project',
  good: manifests(application()),
  bad: manifests(application({ project: 'default' })),
  check: ({ manifests }) =>
    applicationsOf(manifests)
      .filter(({ spec }) => spec.project === 'default')
      .map(({ manifest, path }) =>
        problem(
          manifest,
          'its project is default, which limits nothing',
          'name a project of its own',
          `${path}.project`,
        ),
      ),
};
