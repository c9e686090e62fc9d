import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { SHIPPED_INTERCEPTORS } from '../interceptor-params';
import { triggersInPlace } from '../trigger-in-place';
import { example, interceptor, ON_MAIN, PUSH_BINDING, PUSH_TEMPLATE, pushListener, SIGNED_PUSH } from './examples';

export const interceptorUnknown: Rule = {
  id: 'TRG011',
  severity: 'warning',
  title: 'a trigger names an interceptor that is not there',
  why: 'Triggers admits any name; unless somebody else has installed it, every event fails in the log of the listener',
  repair: 'name one that Tekton ships, or add the ClusterInterceptor',
  reference: 'https://tekton.dev/docs/triggers/clusterinterceptors/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    pushListener({ interceptors: [SIGNED_PUSH, ON_MAIN, interceptor('githup', {})] }),
  ),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ manifest: { environment }, namespace, title, interceptors }) =>
      interceptors.flatMap(({ use, manifest, path }) => {
        const { name, kind } = use.ref ?? {};
        if (name === undefined) return [];
        const known = Object.hasOwn(SHIPPED_INTERCEPTORS, name) && kind !== 'NamespacedInterceptor';
        const own =
          kind === 'NamespacedInterceptor'
            ? assembly.manifests.tryFind('triggers.tekton.dev/Interceptor', { environment, namespace, name })
            : assembly.manifests.tryFind('triggers.tekton.dev/ClusterInterceptor', { environment, name });
        if (known || own) return [];
        const nearest = tryNearest(name, Object.keys(SHIPPED_INTERCEPTORS));
        return problem(
          manifest,
          `${title} names the interceptor "${name}", which is not there`,
          nearest === undefined ? `add the interceptor "${name}"` : `did you mean "${nearest}"?`,
          `${path}.ref`,
        );
      }),
    ),
};
