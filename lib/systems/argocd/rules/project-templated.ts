import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { manifests, previews } from './examples';

export const projectTemplated: Rule = {
  id: 'ARG013',
  severity: 'error',
  title: 'a set fills in the project of its Applications',
  why: 'whoever decides over the value, a branch name or a file of the repository, chooses the project with the most rights',
  repair: 'write the name of one project',
  reference:
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Security/#templated-project-field',
  good: manifests(previews()),
  bad: manifests(previews({ project: "'{{ .target_branch_slug }}'" })),
  check: ({ manifests }) =>
    applicationsOf(manifests)
      .filter(({ spec }) => spec.project.includes('{{'))
      .map(({ manifest, spec, path }) =>
        problem(manifest, `its project is ${spec.project}`, 'write the name of one project', `${path}.project`),
      ),
};
