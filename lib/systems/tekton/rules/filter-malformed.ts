import { problem, type Rule } from '../../../audit';
import { tryCelFault } from '../cel-syntax';
import { interceptorParam } from '../interceptor-params';
import { triggersInPlace } from '../trigger-in-place';
import { example, interceptor, PUSH_BINDING, PUSH_TEMPLATE, pushListener, SIGNED_PUSH } from './examples';

const withFilter = (filter: string): object =>
  pushListener({ interceptors: [SIGNED_PUSH, interceptor('cel', { filter })] });

/** It reads brackets, quotes, operators and first names; types, functions and whether an expression can be true it does not see. */
export const filterMalformed: Rule = {
  id: 'TRG008',
  severity: 'error',
  title: 'a CEL expression cannot be read',
  why: 'nobody compiles it before the first event: then every event is refused, with 202',
  repair: 'correct the expression',
  reference: 'https://tekton.dev/docs/triggers/cel_expressions/',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, withFilter("body.ref == 'refs/heads/main' && !body.deleted")),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, withFilter("body.ref === ('refs/heads/main'")),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ interceptors }) =>
      interceptors
        .filter(({ use }) => use.ref?.name === 'cel')
        .flatMap(({ use, manifest, path }) => {
          const filter = interceptorParam(use, 'filter');
          const overlays = interceptorParam(use, 'overlays');
          const expressions = [
            filter,
            ...(Array.isArray(overlays)
              ? overlays.map((one: { readonly expression?: unknown }) => one.expression)
              : []),
          ];
          return expressions.flatMap((expression) => {
            const fault = typeof expression === 'string' ? tryCelFault(expression) : undefined;
            return fault === undefined
              ? []
              : problem(
                  manifest,
                  `the expression ${JSON.stringify(expression)} cannot be read: ${fault}`,
                  'correct it',
                  `${path}.params`,
                );
          });
        }),
    ),
};
