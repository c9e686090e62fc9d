/**
 * Writes crds/kubernetes-1.34.json from the Go module k8s.io/kubernetes: which native kinds there are, their scope, and
 * the OpenAPI definitions they reach, without prose. Needs Go and its module proxy, once for every version:
 *
 *   npx tsx scripts/kubernetes-facts.ts
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invalid } from '../lib/model/invalid';
import { readEnums } from './facts/go-enums';
import { DEFINITIONS, type KubernetesFacts, type NativeKind } from './facts/kubernetes';
import { KUBERNETES_FACTS } from './facts/places';
import { product } from './facts/products';
import { mapValues, type StructuralSchema, withoutProse } from './facts/structural-schema';
import { linesOf } from './facts/lines';
import { reachable } from './facts/reachable';

/** The native kinds that a manifest may hold, by API version. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'ConfigMap',
    'Endpoints',
    'LimitRange',
    'Namespace',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'admissionregistration.k8s.io/v1': [
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['IPAddress', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ServiceCIDR'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['StorageClass'],
};

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface OpenApiDocument {
  readonly paths: Readonly<
    Record<string, { readonly post?: { 'x-kubernetes-group-version-kind'?: GroupVersionKind } }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, StructuralSchema>> };
}

function main(): void {
  const module = downloadModule(`k8s.io/kubernetes@${product('kubernetes').version}`);
  const enums = readEnums(join(module, 'pkg', 'generated', 'openapi', 'zz_generated.openapi.go'));
  const kinds: Record<string, NativeKind> = {};
  const definitions: Record<string, StructuralSchema> = {};
  for (const [apiVersion, names] of Object.entries(KINDS)) {
    const document = readDocument(module, apiVersion);
    for (const kind of names) kinds[`${apiVersion}/${kind}`] = nativeKind(document, apiVersion, kind);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      definitions[shortName(name)] = bare(schema, enums.get(name) ?? {});
    }
  }
  const roots = Object.values(kinds).map(({ definition }) => ({ $ref: DEFINITIONS + definition }));
  const facts: KubernetesFacts = { kinds, definitions: reachable(roots, definitions) };
  writeFileSync(KUBERNETES_FACTS, linesOf(facts));
}

function downloadModule(module: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8' });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

function readDocument(module: string, apiVersion: string): OpenApiDocument {
  const file = apiVersion === 'v1' ? 'api__v1' : `apis__${apiVersion.replace('/', '__')}`;
  const path = join(module, 'api', 'openapi-spec', 'v3', `${file}_openapi.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument;
}

function nativeKind(document: OpenApiDocument, apiVersion: string, kind: string): NativeKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const isThis = (other: GroupVersionKind | undefined): boolean =>
    other?.group === group && other.version === version && other.kind === kind;
  const path = Object.entries(document.paths).find(([, { post }]) => isThis(post?.['x-kubernetes-group-version-kind']));
  const definition = Object.entries(document.components.schemas).find(([, schema]) => gvksOf(schema).some(isThis));
  if (!path || !definition) throw invalid('KINDS', 'kinds that can be created', `${apiVersion} ${kind}`);
  return { scope: path[0].includes('{namespace}') ? 'Namespaced' : 'Cluster', definition: shortName(definition[0]) };
}

function gvksOf(schema: StructuralSchema): readonly GroupVersionKind[] {
  return (schema['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[];
}

/** `core.v1.Pod` for `io.k8s.api.core.v1.Pod`: the last three parts, or two where there is no version. */
function shortName(name: string): string {
  const parts = name.split('.');
  return parts.slice(/^v\d/.test(parts.at(-2) ?? '') ? -3 : -2).join('.');
}

/** Keywords that are about merging, defaulting and documenting, not about what is valid. */
const NOT_FACTS = new Set([
  'default',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
  'x-kubernetes-map-type',
  'x-kubernetes-list-type',
]);

/** A definition without prose, with its enums, with short references; the status of a kind is left open. */
function bare(schema: StructuralSchema, enums: Readonly<Record<string, readonly string[]>>): StructuralSchema {
  const isKind = gvksOf(schema).length > 0;
  const { properties, ...rest } = plain(withoutProse(schema));
  if (!properties) return rest;
  return {
    ...rest,
    properties: mapValues(properties, (property, name) =>
      isKind && name === 'status'
        ? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
        : withEnum(property, enums[name]),
    ),
  };
}

function withEnum(property: StructuralSchema, values: readonly string[] | undefined): StructuralSchema {
  if (!values) return property;
  return property.items ? { ...property, items: { ...property.items, enum: values } } : { ...property, enum: values };
}

const REFERENCE = '#/components/schemas/';

function plain(schema: StructuralSchema): StructuralSchema {
  const [only] = schema.allOf ?? [];
  if (only?.$ref) return { $ref: DEFINITIONS + shortName(only.$ref.slice(REFERENCE.length)) };
  if (schema.$ref) return { $ref: DEFINITIONS + shortName(schema.$ref.slice(REFERENCE.length)) };
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => !NOT_FACTS.has(keyword))),
    ...(schema.properties && { properties: mapValues(schema.properties, plain) }),
    ...(schema.items && { items: plain(schema.items) }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: plain(schema.additionalProperties),
    }),
  };
}

main();
