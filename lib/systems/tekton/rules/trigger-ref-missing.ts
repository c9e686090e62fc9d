import { problem, type Rule } from '../../../audit';
import { triggersInPlace } from '../trigger-in-place';
import { elsewhere } from './elsewhere';
import { example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

export const triggerRefMissing: Rule = {
  id: 'TRG001',
  severity: 'error',
  title: 'a trigger names a binding or template that its namespace does not have',
  why: 'the listener answers each event with 202 and makes nothing; only its log says why',
  repair: 'put listener, bindings and template into one namespace',
  reference: 'https://tekton.dev/docs/triggers/eventlisteners/#specifying-triggers',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener({ bindings: [{ ref: 'github-push' }] })),
  check: (assembly) =>
    triggersInPlace(assembly).flatMap(({ manifest, namespace, title, missing }) =>
      missing.map(({ kind, name, path }) => {
        const hint = elsewhere(
          assembly,
          `triggers.tekton.dev/${kind}`,
          manifest,
          name,
          kind === 'ClusterTriggerBinding' ? undefined : namespace,
        );
        return problem(
          manifest,
          `${title} names the ${kind} "${name}", which is not there${hint.fact}`,
          hint.repair,
          path,
        );
      }),
    ),
};
