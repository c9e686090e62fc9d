import { problem, type Rule } from '../../../audit';
import { grantsOfListener, type Need, needsOf, unmet } from '../listener-needs';
import { ACCESS, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const [OWN, SHARED] = ACCESS;

export const listenerAccessMissing: Rule = {
  id: 'TRG016',
  severity: 'error',
  title: 'the account of a listener may not do what a listener does',
  why: 'it waits for the objects that it may not watch and never becomes ready, or it cannot create the run',
  repair:
    'give it a Role on the trigger objects and runs of its namespace, and read access to the interceptors of the cluster',
  reference: 'https://github.com/tektoncd/triggers/blob/main/examples/rbac.yaml',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), ...OWN, ...SHARED),
  bad: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), ...OWN),
  check: (assembly) =>
    assembly.manifests.of('triggers.tekton.dev/EventListener').flatMap((listener) => {
      const grants = grantsOfListener(assembly, listener);
      const missing =
        grants.length === 0 ? [] : unmet(needsOf(assembly, listener), grants, listener.object.metadata.namespace);
      if (missing.length === 0) return [];
      const account = listener.object.spec.serviceAccountName ?? 'default';
      return problem(
        listener,
        `its account "${account}" may not ${inWords(missing)}`,
        'grant that, with a Role or for the cluster',
        'spec.serviceAccountName',
      );
    }),
};

/** `list clusterinterceptors (cluster-wide), create pipelineruns`. */
function inWords(needs: readonly Need[]): string {
  const byVerb = new Map<string, string[]>();
  for (const { verb, resource, clusterWide } of needs) {
    const list = byVerb.get(verb) ?? [];
    byVerb.set(verb, [...list, `${resource}${clusterWide ? ' (cluster-wide)' : ''}`]);
  }
  return [...byVerb].map(([verb, resources]) => `${verb} ${resources.join(', ')}`).join(', or ');
}
