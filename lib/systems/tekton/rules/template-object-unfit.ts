import { problem, type Rule } from '../../../audit';
import { templateResources } from '../run-template';
import { example, PUSH_TEMPLATE, template, triggeredRun } from './examples';

const revision = '$(tt.params.revision)';

export const templateObjectUnfit: Rule = {
  id: 'TRG013',
  severity: 'error',
  title: 'a template holds an object that the cluster would not take as it is',
  why: 'Triggers looks at no field of it: a misspelt one is dropped and a wrong one refused when the event has come',
  repair: 'give the object the form of its kind',
  reference: 'https://tekton.dev/docs/triggers/triggertemplates/',
  good: example(PUSH_TEMPLATE),
  bad: example(
    template({
      params: [{ name: 'revision' }],
      resourcetemplates: [
        {
          ...triggeredRun(revision),
          spec: { pipelineRfe: { name: 'delivery' }, params: [{ name: 'revision', value: revision }] },
        },
      ],
    }),
  ),
  check: (assembly) =>
    templateResources(assembly).flatMap(({ manifest, path, resource, findings }) => {
      const { apiVersion, kind } = resource as Readonly<Record<string, unknown>>;
      if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
        return problem(manifest, 'an object of this template has no apiVersion or kind', 'give it both', path);
      }
      return findings
        .filter(({ severity }) => severity === 'error')
        .map(({ message, repair, place }) =>
          problem(
            manifest,
            message,
            repair,
            place.path === undefined || place.path === '' ? path : `${path}.${place.path}`,
          ),
        );
    }),
};
