import { type Assembly, type Manifest } from '../../assembly';
import { selects } from '../kubernetes/selector';
import { once } from './once';
import {
  type BindingUse,
  type EventListenerObject,
  type InterceptorUse,
  type TriggerObject,
  type TriggerSelector,
  type TriggerSpec,
  type TriggerTemplateSpec,
} from './trigger-kinds';

/** A param that a binding takes from the event, where it stands. */
export interface BoundValue {
  readonly name: string;
  readonly value: string;
  readonly manifest: Manifest;
  readonly path: string;
}

/** An object that a trigger names and the assembly does not have in its namespace. */
export interface MissingRef {
  readonly kind: 'TriggerBinding' | 'ClusterTriggerBinding' | 'TriggerTemplate' | 'Trigger';
  readonly name: string;
  readonly path: string;
}

/** A trigger of a listener, or a Trigger of its own, with what it refers to. */
export interface TriggerInPlace {
  readonly manifest: Manifest;
  readonly namespace?: string;
  readonly path: string;
  readonly title: string;
  readonly spec: TriggerSpec;
  /** Those of the group that selects it come first. */
  readonly interceptors: readonly {
    readonly use: InterceptorUse;
    readonly manifest: Manifest;
    readonly path: string;
  }[];
  readonly bound: readonly BoundValue[];
  readonly template?: { readonly spec: TriggerTemplateSpec; readonly manifest: Manifest; readonly path: string };
  readonly missing: readonly MissingRef[];
}

/** Every trigger of an assembly. */
export const triggersInPlace = once((assembly: Assembly): readonly TriggerInPlace[] => {
  const { manifests } = assembly;
  const listeners = manifests.of('triggers.tekton.dev/EventListener');
  return [
    ...listeners.flatMap((listener) =>
      (listener.object.spec.triggers ?? []).map((spec, i) => {
        const path = `spec.triggers[${i}]`;
        const title = `the trigger "${spec.name ?? spec.triggerRef ?? String(i)}"`;
        const ref = spec.triggerRef;
        return ref === undefined
          ? resolve(assembly, listener, path, title, spec, [])
          : { ...resolve(assembly, listener, path, title, {}, []), missing: lacking(assembly, listener, ref, path) };
      }),
    ),
    ...manifests
      .of('triggers.tekton.dev/Trigger')
      .map((manifest) =>
        resolve(assembly, manifest, 'spec', 'the trigger', manifest.object.spec, groupsOf(listeners, manifest)),
      ),
  ];
});

type PlacedInterceptor = TriggerInPlace['interceptors'][number];

function resolve(
  assembly: Assembly,
  manifest: Manifest,
  path: string,
  title: string,
  spec: TriggerSpec,
  before: readonly PlacedInterceptor[],
): TriggerInPlace {
  const { environment, object } = manifest;
  const { namespace } = object.metadata;
  const bindings = (spec.bindings ?? []).map((use, i) => bind(assembly, manifest, use, `${path}.bindings[${i}]`));
  const ref = spec.template?.ref;
  const found =
    ref === undefined
      ? undefined
      : assembly.manifests.tryFind('triggers.tekton.dev/TriggerTemplate', { environment, namespace, name: ref });
  const template = found
    ? { spec: found.object.spec, manifest: found, path: 'spec' }
    : spec.template?.spec && { spec: spec.template.spec, manifest, path: `${path}.template.spec` };
  const own = (spec.interceptors ?? []).map((use, i) => ({ use, manifest, path: `${path}.interceptors[${i}]` }));
  return {
    manifest,
    namespace,
    path,
    title,
    spec,
    interceptors: [...before, ...own],
    bound: bindings.flatMap(({ bound }) => bound),
    missing: [
      ...bindings.flatMap(({ missing }) => missing),
      ...(ref !== undefined && !found
        ? [{ kind: 'TriggerTemplate' as const, name: ref, path: `${path}.template.ref` }]
        : []),
    ],
    ...(template ? { template } : {}),
  };
}

function bind(
  { manifests }: Assembly,
  manifest: Manifest,
  { ref, kind, name, value }: BindingUse,
  path: string,
): { bound: readonly BoundValue[]; missing: readonly MissingRef[] } {
  if (ref === undefined)
    return { bound: name === undefined ? [] : [{ name, value: value ?? '', manifest, path }], missing: [] };
  const { environment, object } = manifest;
  const found =
    kind === 'ClusterTriggerBinding'
      ? manifests.tryFind('triggers.tekton.dev/ClusterTriggerBinding', { environment, name: ref })
      : manifests.tryFind('triggers.tekton.dev/TriggerBinding', {
          environment,
          namespace: object.metadata.namespace,
          name: ref,
        });
  if (!found)
    return {
      bound: [],
      missing: [{ kind: kind === 'ClusterTriggerBinding' ? kind : 'TriggerBinding', name: ref, path: `${path}.ref` }],
    };
  return {
    bound: (found.object.spec.params ?? []).map((param, i) => ({
      ...param,
      manifest: found,
      path: `spec.params[${i}]`,
    })),
    missing: [],
  };
}

function lacking(
  { manifests }: Assembly,
  { environment, object }: Manifest,
  name: string,
  path: string,
): readonly MissingRef[] {
  const found = manifests.tryFind('triggers.tekton.dev/Trigger', {
    environment,
    namespace: object.metadata.namespace,
    name,
  });
  return found ? [] : [{ kind: 'Trigger', name, path: `${path}.triggerRef` }];
}

/** The interceptors of the groups that select a Trigger by its labels. */
function groupsOf(
  listeners: readonly Manifest<EventListenerObject>[],
  trigger: Manifest<TriggerObject>,
): PlacedInterceptor[] {
  return listeners
    .filter(({ environment }) => environment === trigger.environment)
    .flatMap((listener) =>
      (listener.object.spec.triggerGroups ?? []).flatMap(({ interceptors, triggerSelector }, g) =>
        selectsTrigger(triggerSelector, listener, trigger)
          ? interceptors.map((use, i) => ({
              use,
              manifest: listener,
              path: `spec.triggerGroups[${g}].interceptors[${i}]`,
            }))
          : [],
      ),
    );
}

function selectsTrigger(
  { namespaceSelector, labelSelector }: TriggerSelector,
  listener: Manifest,
  { object }: Manifest,
): boolean {
  const { namespace, labels = {} } = object.metadata;
  const names = namespaceSelector?.matchNames ?? [listener.object.metadata.namespace ?? ''];
  return (names.includes('*') || names.includes(namespace ?? '')) && selects(labelSelector ?? {}, labels);
}

/** Every bound param once, however many triggers use its binding; those of bindings that no trigger uses too. */
export function boundOnce(assembly: Assembly): readonly BoundValue[] {
  const { manifests } = assembly;
  const objects = [
    ...manifests.of('triggers.tekton.dev/TriggerBinding'),
    ...manifests.of('triggers.tekton.dev/ClusterTriggerBinding'),
  ];
  return [
    ...objects.flatMap((manifest) =>
      (manifest.object.spec.params ?? []).map((param, i) => ({ ...param, manifest, path: `spec.params[${i}]` })),
    ),
    ...triggersInPlace(assembly).flatMap(({ manifest, bound }) => bound.filter((one) => one.manifest === manifest)),
  ];
}
