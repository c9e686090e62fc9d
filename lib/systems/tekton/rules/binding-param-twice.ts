import { problem, type Rule } from '../../../audit';
import { triggersInPlace } from '../trigger-in-place';
import { example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const bindingParamTwice: Rule = {
  id: 'TRG014',
  severity: 'error',
  title: 'two bindings of a trigger give the same param',
  why: 'the listener refuses to choose: every event fails in its log',
  repair: 'leave one of them',
  reference: 'https://tekton.dev/docs/triggers/triggerbindings/#specifying-multiple-bindings',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    pushListener({ bindings: [{ ref: 'push' }, { name: 'revision', value: 'main' }] }),
  ),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ manifest, path, title, bound }) => {
      const seen = new Set<string>();
      const again = bound.filter(({ name }) => seen.size === seen.add(name).size);
      return [...new Set(again.map(({ name }) => name))].map((name) =>
        problem(
          manifest,
          `${title} is given the param "${name}" twice`,
          'leave one of the bindings',
          `${path}.bindings`,
        ),
      );
    }),
};
