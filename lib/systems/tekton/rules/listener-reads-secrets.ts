import { problem, type Rule } from '../../../audit';
import { allows } from '../grants';
import { grantsOfListener } from '../listener-needs';
import { ACCESS, clusterBinding, example, PUSH_BINDING, PUSH_TEMPLATE, pushListener } from './examples';

const [OWN, SHARED] = ACCESS;

export const listenerReadsSecrets: Rule = {
  id: 'TRG018',
  severity: 'warning',
  title: 'a listener may read every Secret of the cluster',
  why: 'it is the one program here that strangers can reach; it needs no Secret, for the interceptors check signatures',
  repair: 'bind a ClusterRole of your own that reads clusterinterceptors and clustertriggerbindings alone',
  reference: 'https://github.com/tektoncd/triggers/blob/main/config/200-clusterrole.yaml',
  good: example(PUSH_BINDING, PUSH_TEMPLATE, pushListener(), ...OWN, ...SHARED),
  bad: example(
    PUSH_BINDING,
    PUSH_TEMPLATE,
    pushListener(),
    ...OWN,
    clusterBinding('tekton-triggers-eventlistener-clusterroles'),
  ),
  check: (assembly) =>
    assembly.manifests.of('triggers.tekton.dev/EventListener').flatMap((listener) =>
      grantsOfListener(assembly, listener)
        .filter((grant) => grant.rules !== undefined && grant.namespace === undefined)
        .filter((grant) => ['get', 'list'].some((verb) => allows([grant], undefined, '', 'secrets', verb)))
        .map(({ manifest, role }) =>
          problem(
            manifest,
            `it gives the listener "${listener.object.metadata.name ?? ''}" the role ${role}, which reads every Secret`,
            'bind a ClusterRole of your own without Secrets',
            'roleRef',
          ),
        ),
    ),
};
