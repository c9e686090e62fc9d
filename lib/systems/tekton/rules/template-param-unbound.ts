import { problem, type Rule } from '../../../audit';
import { triggersInPlace } from '../trigger-in-place';
import { binding, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const templateParamUnbound: Rule = {
  id: 'TRG002',
  severity: 'error',
  title: 'a param of a template is given by no binding',
  why: 'without a default the literal text $(tt.params.…) arrives in the run',
  repair: 'bind it, or give it a default',
  reference: 'https://tekton.dev/docs/triggers/triggertemplates/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(binding([{ name: 'commit', value: '$(body.head_commit.id)' }]), PUSH_TEMPLATE, pushListener()),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ manifest, path, title, template, bound, allFound }) => {
      const names = new Set(bound.map(({ name }) => name));
      if (!template || !allFound) return [];
      return (template.spec.params ?? [])
        .filter((param) => param.default === undefined && !names.has(param.name))
        .map(({ name }) =>
          problem(
            manifest,
            `no binding of ${title} gives the param "${name}" of the template`,
            `bind "${name}", or give it a default`,
            `${path}.bindings`,
          ),
        );
    }),
};
