import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { invalid } from '../../lib/model/invalid';
import { CRDS } from './places';
import { type StructuralSchema, withoutProse } from './structural-schema';

/** A CustomResourceDefinition, as far as it says what a valid object is. */
export interface Crd {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly CrdVersion[];
    readonly conversion?: unknown;
  };
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly schema?: { readonly openAPIV3Schema: StructuralSchema };
  readonly additionalPrinterColumns?: readonly Readonly<Record<string, unknown>>[];
}

/** A kind that a product adds to a cluster: the product's id and the definition. */
export interface ProductCrd {
  readonly productId: string;
  readonly crd: Crd;
}

/** All definitions kept in crds/, ordered by product and file. */
export function readCrds(): readonly ProductCrd[] {
  return readdirSync(CRDS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((productId) =>
      readdirSync(join(CRDS, productId))
        .sort()
        .map((file) => ({ productId, crd: load(readFileSync(join(CRDS, productId, file), 'utf8')) as Crd })),
    );
}

/** The one version that a kept definition has, with its schema. Throws for a definition that was not reduced. */
export function keptVersion({ metadata, spec }: Crd): { readonly name: string; readonly schema: StructuralSchema } {
  const [version, ...others] = spec.versions;
  if (!version?.schema || others.length > 0) {
    throw invalid(
      'Crd.versions',
      'one version with a schema',
      `${metadata.name}: ${spec.versions.map(({ name }) => name).join(', ')}`,
      'reduce it with scripts/crd-facts.ts',
    );
  }
  return { name: version.name, schema: version.schema.openAPIV3Schema };
}

/**
 * The definition with its preferred version alone and without prose. That version is marked as the stored one and
 * needs no conversion, so that the file can still be applied to a test cluster.
 */
export function reduced(crd: Crd): Crd {
  const version = preferred(crd.spec.versions);
  const { name, schema, additionalPrinterColumns: columns } = version;
  const only = { name, served: true, storage: true };
  return {
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name, ...approval(crd) },
    spec: {
      ...without(crd.spec, 'conversion'),
      versions: [
        {
          ...only,
          ...version,
          ...only,
          ...(columns && { additionalPrinterColumns: columns.map((column) => without(column, 'description')) }),
          ...(schema && { schema: { openAPIV3Schema: withoutProse(schema.openAPIV3Schema) } }),
        },
      ],
    },
  };
}

function without<T extends object>(whole: T, key: string): T {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as T;
}

/** The API server refuses definitions in Kubernetes' own domain without this annotation. */
function approval({ spec }: Crd): { annotations?: Record<string, string> } {
  const guarded = spec.group.endsWith('.k8s.io');
  return guarded ? { annotations: { 'api-approved.kubernetes.io': 'unapproved, kept for offline checks' } } : {};
}

/** The version a client would choose: stable before beta before alpha, then the higher number. */
function preferred(versions: readonly CrdVersion[]): CrdVersion {
  const [best] = versions.filter(({ served }) => served).sort((a, b) => rank(b.name) - rank(a.name));
  if (!best)
    throw invalid(
      'Crd.versions',
      'a version that is served',
      versions.map(({ name }) => name),
    );
  return best;
}

const STABILITY = ['alpha', 'beta', undefined];

function rank(version: string): number {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) throw invalid('Crd.versions', 'v1, v1beta1 or v1alpha1', version);
  const [, major, stability, minor] = match;
  return STABILITY.indexOf(stability) * 1_000_000 + Number(major) * 1_000 + Number(minor ?? 0);
}
