import { invalid } from '../../lib/model/invalid';
import { keptVersion, type ProductCrd } from '../facts/crd';
import { DEFINITIONS, type KubernetesFacts } from '../facts/kubernetes';
import { inWords, product } from '../facts/products';
import { reachable } from '../facts/reachable';
import { type StructuralSchema } from '../facts/structural-schema';
import { tektonDefinitions, withOpenPlacesFilled } from './embedded';
import { ANY_OBJECT, definition, type Definitions, type JsonSchema } from './json-schema';
import { KUSTOMIZATION, KUSTOMIZE_DEFINITIONS } from './kustomize';
import { nativeDefinitions } from './native';
import { toJsonSchema } from './structural';

/** Where objects of a kind live; a file that only a tool on the client reads lives nowhere. */
export type Scope = 'Namespaced' | 'Cluster' | 'Client';

/** A kind in one version, with the schema of its objects. */
export interface KindSchema {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** The product and version that the schema describes. */
  readonly from: string;
  readonly schema: JsonSchema;
}

/** Every kind that the facts describe, ordered by API version and name. */
export function allKinds(crds: readonly ProductCrd[], kubernetes: KubernetesFacts): readonly KindSchema[] {
  const native = nativeDefinitions(kubernetes);
  const custom = crds.map(translated);
  const specOf = (kind: string): JsonSchema => tektonSpec(custom, kind);
  const definitions = { ...native, ...tektonDefinitions(specOf('Task'), specOf('Pipeline'), native) };
  return [...nativeKinds(kubernetes, definitions), ...custom.map((one) => customKind(one, definitions)), ...kustomize()].sort(
    (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

/** `apiVersion/Kind`, by which the index is read. */
export function keyOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `${apiVersion}/${kind}`;
}

function nativeKinds({ kinds }: KubernetesFacts, definitions: Definitions): KindSchema[] {
  const from = inWords(product('kubernetes'));
  return Object.entries(kinds).map(([key, { scope, definition: name }]) => {
    const slash = key.lastIndexOf('/');
    const names = { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1) };
    return { ...names, scope, from, schema: document(definitions[name] ?? {}, names, definitions) };
  });
}

function translated({ productId, crd }: ProductCrd): KindSchema {
  const { name, schema } = keptVersion(crd);
  return {
    apiVersion: `${crd.spec.group}/${name}`,
    kind: crd.spec.names.kind,
    scope: crd.spec.scope,
    from: inWords(product(productId)),
    schema: toJsonSchema(withStandardFields(schema)),
  };
}

/** The API server checks metadata in the same way for every kind; what a controller writes into status is its own. */
function withStandardFields({ properties, ...schema }: StructuralSchema): StructuralSchema {
  return {
    ...schema,
    properties: {
      ...properties,
      metadata: { $ref: `${DEFINITIONS}meta.v1.ObjectMeta` },
      ...(properties?.['status'] && { status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
    },
  };
}

function customKind(one: KindSchema, definitions: Definitions): KindSchema {
  return { ...one, schema: document(withOpenPlacesFilled(keyOf(one), one.schema), one, definitions) };
}

function tektonSpec(kinds: readonly KindSchema[], kind: string): JsonSchema {
  const spec = kinds.find((one) => keyOf(one) === `tekton.dev/v1/${kind}`)?.schema.properties?.['spec'];
  if (!spec) throw invalid('tekton.dev/v1', `a ${kind} with a spec`, 'none');
  return spec;
}

function kustomize(): KindSchema[] {
  const from = inWords(product('kustomize'));
  return [
    { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' },
    { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' },
  ].map((names) => ({
    ...names,
    scope: 'Client',
    from,
    schema: { ...named(names, KUSTOMIZATION), required: ['apiVersion', 'kind'], definitions: KUSTOMIZE_DEFINITIONS },
  }));
}

interface Names {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The schema of a whole document of that kind, with the definitions that it reaches. */
function document(schema: JsonSchema, names: Names, definitions: Definitions): JsonSchema {
  const { properties = {}, required = [], ...rest } = schema;
  const root = {
    ...rest,
    ...named(names, { ...properties, metadata: definition('meta.v1.ObjectMeta') }),
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...required])],
  };
  return { ...root, definitions: reachable([root], definitions) };
}

function named({ apiVersion, kind }: Names, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    ...ANY_OBJECT,
    properties: { ...properties, apiVersion: { const: apiVersion }, kind: { const: kind } },
    additionalProperties: false,
  };
}
