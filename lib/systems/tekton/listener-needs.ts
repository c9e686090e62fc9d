import { type Assembly, type Manifest } from '../../assembly';
import { allows, type Grant, grantsOf } from './grants';
import { templateResources } from './run-template';
import { triggersInPlace } from './trigger-in-place';
import { type EventListenerObject } from './trigger-kinds';

/** One action that a listener takes. */
export interface Need {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** Whether it takes it in every namespace. */
  readonly clusterWide: boolean;
}

const TRIGGERS = 'triggers.tekton.dev';
const WATCHED = ['eventlisteners', 'triggers', 'triggerbindings', 'triggertemplates', 'interceptors'];
const SHARED = ['clusterinterceptors', 'clustertriggerbindings'];
const CREATED: Readonly<Record<string, string | undefined>> = { PipelineRun: 'pipelineruns', TaskRun: 'taskruns' };

/** What a listener must be allowed to do: it does not start before it can watch all of these kinds. */
export function needsOf(assembly: Assembly, listener: Manifest<EventListenerObject>): readonly Need[] {
  const { namespaceSelector, triggerGroups = [], triggers = [] } = listener.object.spec;
  const many = [
    namespaceSelector,
    ...triggerGroups.map(({ triggerSelector }) => triggerSelector.namespaceSelector),
  ].some((one) => (one?.matchNames ?? []).length > 0);
  const watch = (resource: string, clusterWide: boolean): Need[] =>
    ['list', 'watch'].map((verb) => ({ group: TRIGGERS, resource, verb, clusterWide }));
  const others = triggers.some(({ serviceAccountName }) => serviceAccountName !== undefined);
  const create = others
    ? []
    : createdBy(assembly, listener).map((resource) => ({
        group: 'tekton.dev',
        resource,
        verb: 'create',
        clusterWide: many,
      }));
  const impersonate = others
    ? [{ group: '', resource: 'serviceaccounts', verb: 'impersonate', clusterWide: many }]
    : [];
  return [
    ...WATCHED.flatMap((resource) => watch(resource, many)),
    ...SHARED.flatMap((resource) => watch(resource, true)),
    ...create,
    ...impersonate,
  ];
}

function createdBy(assembly: Assembly, listener: Manifest): readonly string[] {
  const templates = new Set(
    triggersInPlace(assembly).flatMap(({ manifest, template }) =>
      manifest === listener && template ? [template.manifest] : [],
    ),
  );
  const kinds = templateResources(assembly)
    .filter(({ manifest }) => templates.has(manifest))
    .flatMap(({ sound }) => CREATED[sound?.kind ?? ''] ?? []);
  return [...new Set(kinds)];
}

/** What the assembly grants the account of a listener. */
export function grantsOfListener(
  assembly: Assembly,
  { environment, object }: Manifest<EventListenerObject>,
): readonly Grant[] {
  return grantsOf(assembly, environment, object.metadata.namespace, object.spec.serviceAccountName ?? 'default');
}

/** The needs that no grant covers; where the namespace is not told, it may be that of any grant. */
export function unmet(
  needs: readonly Need[],
  grants: readonly Grant[],
  namespace: string | undefined,
): readonly Need[] {
  const places = namespace === undefined ? [...new Set(grants.map((grant) => grant.namespace))] : [namespace];
  return needs.filter(({ group, resource, verb, clusterWide }) => {
    const asked = clusterWide ? [undefined] : places;
    return !asked.some((place) => allows(grants, place, group, resource, verb));
  });
}
