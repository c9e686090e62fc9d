import { problem, type Rule } from '../../../audit';
import { grantsOfListener } from '../listener-needs';
import { ACCESS, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const [OWN, SHARED] = ACCESS;

export const listenerWithoutAccess: Rule = {
  id: 'TRG017',
  severity: 'warning',
  title: 'nothing grants the account of a listener anything',
  why: 'without a binding made elsewhere the listener never becomes ready: it may not watch its own objects',
  repair:
    'bind its account to a Role on the trigger objects and runs of its namespace, and to the interceptors of the cluster',
  reference: 'https://github.com/tektoncd/triggers/blob/main/examples/rbac.yaml',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), ...OWN, ...SHARED),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener()),
  check: (assembly) =>
    assembly.manifests
      .of('triggers.tekton.dev/EventListener')
      .filter((listener) => grantsOfListener(assembly, listener).length === 0)
      .map((listener) => {
        const account = listener.object.spec.serviceAccountName;
        const whose =
          account === undefined
            ? 'it uses the default account, and nothing here grants that anything'
            : `nothing here grants its account "${account}" anything`;
        return problem(
          listener,
          whose,
          'bind it to a Role, and to the interceptors of the cluster',
          'spec.serviceAccountName',
        );
      }),
};
