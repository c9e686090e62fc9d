import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { SHIPPED_INTERCEPTORS } from '../interceptor-params';
import { triggersInPlace } from '../trigger-in-place';
import { example, interceptor, PUSH_BINDING, PUSH_TEMPLATE, pushListener, SIGNED_PUSH } from './examples';

export const interceptorParamUnknown: Rule = {
  id: 'TRG012',
  severity: 'error',
  title: 'an interceptor is given a param that it does not read',
  why: 'it is ignored without a word: a filter with a slip in its name lets everything pass, a secret is not checked',
  repair: 'give it the name that the interceptor reads',
  reference: 'https://tekton.dev/docs/triggers/interceptors/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    pushListener({ interceptors: [SIGNED_PUSH, interceptor('cel', { filters: "body.ref == 'refs/heads/main'" })] }),
  ),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ interceptors }) =>
      interceptors.flatMap(({ use, manifest, path }) => {
        const name = use.ref?.name ?? '';
        const known = Object.hasOwn(SHIPPED_INTERCEPTORS, name) ? SHIPPED_INTERCEPTORS[name] : undefined;
        return (known ? (use.params ?? []) : []).flatMap((param, i) =>
          known?.includes(param.name) === true
            ? []
            : problem(
                manifest,
                `the interceptor "${name}" reads no param "${param.name}"`,
                `did you mean "${tryNearest(param.name, known ?? []) ?? (known ?? []).join('", "')}"?`,
                `${path}.params[${i}]`,
              ),
        );
      }),
    ),
};
