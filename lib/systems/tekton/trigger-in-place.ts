import { type Assembly, type Kinds, type Manifest } from '../../assembly';
import { selects } from '../kubernetes/selector';
import { namesakes } from './namesakes';
import { once } from './once';
import {
  type BindingUse,
  type EventListenerObject,
  type InterceptorUse,
  type TriggerBindingObject,
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
  /** What its namespace does not have, even where another has it. */
  readonly missing: readonly MissingRef[];
  /** Whether each of its bindings was found somewhere. */
  readonly allFound: boolean;
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
  const bindings = (spec.bindings ?? []).map((use, i) => bind(assembly, manifest, use, `${path}.bindings[${i}]`));
  const template = templateOf(assembly, manifest, spec, path);
  const own = (spec.interceptors ?? []).map((use, i) => ({ use, manifest, path: `${path}.interceptors[${i}]` }));
  return {
    manifest,
    namespace: manifest.object.metadata.namespace,
    path,
    title,
    spec,
    interceptors: [...before, ...own],
    bound: bindings.flatMap(({ bound }) => bound ?? []),
    missing: [...bindings.flatMap(({ missing }) => missing ?? []), ...(template.missing ?? [])],
    allFound: bindings.every(({ bound }) => bound !== undefined),
    ...(template.found ? { template: template.found } : {}),
  };
}

function templateOf(
  assembly: Assembly,
  manifest: Manifest,
  { template }: TriggerSpec,
  path: string,
): { found?: TriggerInPlace['template']; missing?: readonly MissingRef[] } {
  if (template?.spec) return { found: { spec: template.spec, manifest, path: `${path}.template.spec` } };
  if (template?.ref === undefined) return {};
  const { found, here } = seek(assembly, manifest, 'TriggerTemplate', template.ref);
  return {
    ...(found ? { found: { spec: found.object.spec, manifest: found, path: 'spec' } } : {}),
    ...(here ? {} : { missing: [{ kind: 'TriggerTemplate', name: template.ref, path: `${path}.template.ref` }] }),
  };
}

function bind(
  assembly: Assembly,
  manifest: Manifest,
  { ref, kind, name, value }: BindingUse,
  path: string,
): { bound?: readonly BoundValue[]; missing?: readonly MissingRef[] } {
  if (ref === undefined) return { bound: name === undefined ? [] : [{ name, value: value ?? '', manifest, path }] };
  const wanted = kind === 'ClusterTriggerBinding' ? kind : 'TriggerBinding';
  const { found, here } = seek(assembly, manifest, wanted, ref);
  return {
    ...(found ? { bound: valuesOf(found) } : {}),
    ...(here ? {} : { missing: [{ kind: wanted, name: ref, path: `${path}.ref` }] }),
  };
}

/** What a trigger names; from another namespace where its own does not have it, so that it can be judged all the same. */
function seek<K extends MissingRef['kind']>(
  assembly: Assembly,
  { environment, object }: Manifest,
  kind: K,
  name: string,
): { found?: Manifest<Kinds[`triggers.tekton.dev/${K}`]>; here: boolean } {
  const namespace = kind === 'ClusterTriggerBinding' ? undefined : object.metadata.namespace;
  const all = namesakes(assembly, environment, `triggers.tekton.dev/${kind}`, name);
  const own = all.find((one) => one.object.metadata.namespace === namespace);
  return { found: own ?? all[0], here: own !== undefined };
}

function valuesOf(manifest: Manifest<TriggerBindingObject>): readonly BoundValue[] {
  return (manifest.object.spec.params ?? []).map((param, i) => ({ ...param, manifest, path: `spec.params[${i}]` }));
}

function lacking(assembly: Assembly, listener: Manifest, name: string, path: string): readonly MissingRef[] {
  return seek(assembly, listener, 'Trigger', name).here ? [] : [{ kind: 'Trigger', name, path: `${path}.triggerRef` }];
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
    ...objects.flatMap(valuesOf),
    ...triggersInPlace(assembly).flatMap(({ manifest, bound }) => bound.filter((one) => one.manifest === manifest)),
  ];
}
