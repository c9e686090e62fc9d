import { problem, type Rule } from '../../../audit';
import { type BoundValue, triggersInPlace } from '../trigger-in-place';
import { binding, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const revision = { name: 'revision', value: '$(body.head_commit.id)' };

export const bindingParamUnused: Rule = {
  id: 'TRG003',
  severity: 'warning',
  title: 'a binding gives a param that no template takes',
  why: 'it is dropped without a word, and an event without that field fails for nothing',
  repair: 'remove it, or declare it in the template',
  reference: 'https://tekton.dev/docs/triggers/triggerbindings/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(binding([revision, { name: 'author', value: '$(body.pusher.name)' }]), PUSH_TEMPLATE, pushListener()),
  check: (assembly) => {
    const taken = new Set<string>();
    const all = new Map<string, BoundValue>();
    for (const { template, bound, spec } of triggersInPlace(assembly)) {
      const declared = new Set(template?.spec.params?.map(({ name }) => name));
      for (const one of bound) {
        const key = keyOf(one);
        all.set(key, one);
        if (declared.has(one.name) || (!template && spec.template?.ref !== undefined)) taken.add(key);
      }
    }
    return [...all]
      .filter(([key]) => !taken.has(key))
      .map(([, { manifest, name, path }]) =>
        problem(manifest, `no template takes the param "${name}"`, 'remove it, or declare it in the template', path),
      );
  },
};

/** A binding that several triggers use counts once. */
function keyOf({ manifest: { environment, object }, path }: BoundValue): string {
  return [environment, object.kind, object.metadata.namespace, object.metadata.name, path].join('\n');
}
