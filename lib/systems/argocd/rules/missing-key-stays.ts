import { type Rule, problem } from '../../../audit';
import { manifests, previews } from './examples';

export const missingKeyStays: Rule = {
  id: 'ARG012',
  severity: 'warning',
  title: 'a value that a set does not know is written as it stands, or as <no value>',
  why: 'a misspelt key becomes part of names and namespaces: two Applications meet in one, or one in none',
  repair: 'set goTemplate: true and goTemplateOptions: [missingkey=error]',
  reference: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',
  good: manifests(previews()),
  bad: manifests(previews({ goTemplate: 'goTemplate: true' })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/ApplicationSet').flatMap((manifest) => {
      const { goTemplate, goTemplateOptions = [] } = manifest.object.spec;
      if (!goTemplate) {
        const message = 'goTemplate is off: a key that is missing stays as it is';
        return [problem(manifest, message, 'set goTemplate: true', 'spec.goTemplate')];
      }
      if (goTemplateOptions.includes('missingkey=error')) return [];
      const message = 'a key that is missing becomes <no value>';
      return [problem(manifest, message, 'add missingkey=error', 'spec.goTemplateOptions')];
    }),
};
