import { type ErrorObject } from 'ajv';
import { type Assembly, type Manifest, Manifests } from '../assembly';
import { found, unfitField, unknownField, unknownKindRule, unservedVersion } from './built-in-rules';
import { type Finding, problem } from './finding';
import { type KnownKind, SchemaSet } from './schema-set';
import { tryNearest } from './nearest';
import { isStillServed } from './still-served';

/** What the schemas say of an assembly. */
export interface SchemaCheck {
  readonly findings: readonly Finding[];
  /** The assembly without the objects that do not fit, and without the fields that the API server would drop. */
  readonly sound: Assembly;
}

/**
 * Checks every object against the schema of its kind. What fits goes on to the rules; an unknown field is reported and
 * dropped, as the API server drops it; an object that does not fit is reported and kept from the rules.
 */
export function checkSchemas(assembly: Assembly, schemas: SchemaSet = SchemaSet.shipped): SchemaCheck {
  const findings: Finding[] = [];
  const sound: Manifest[] = [];
  for (const written of assembly.manifests.all) {
    const { apiVersion, kind } = written.object;
    const known = schemas.tryKind(apiVersion, kind);
    if (!known) {
      const neighbour = schemas.tryNeighbour(apiVersion, kind);
      findings.push(neighbour ? otherVersion(written, neighbour) : unknownKind(written, schemas));
      const manifest = neighbour && withSpec(written, neighbour.known, schemas);
      if (neighbour && manifest && hasFormOf(neighbour, manifest, schemas)) sound.push(manifest);
      continue;
    }
    const manifest = withSpec(written, known, schemas);
    const validate = schemas.validatorOf(known);
    if (validate(manifest.object)) {
      sound.push(manifest);
      continue;
    }
    const errors = validate.errors ?? [];
    findings.push(...errors.map((error) => toFinding(manifest, error)));
    if (errors.every(isUnknownField)) sound.push({ ...manifest, object: withoutFields(manifest.object, errors) });
  }
  const unchanged =
    sound.length === assembly.manifests.all.length && sound.every((one, i) => one === assembly.manifests.all[i]);
  return {
    findings,
    sound: unchanged ? assembly : { ...assembly, manifests: new Manifests(sound, assembly.manifests.files) },
  };
}

/** Many CRDs ask for no `spec` and leave it to admission to refuse an object without one: it is read as an empty one. */
function withSpec(manifest: Manifest, known: KnownKind, schemas: SchemaSet): Manifest {
  if ('spec' in manifest.object || known.from.startsWith('Kubernetes')) return manifest;
  const { properties = {} } = schemas.validatorOf(known).schema as { readonly properties?: object };
  const object = { ...manifest.object, spec: {} };
  return 'spec' in properties ? { ...manifest, object } : manifest;
}

/** Another version of a kind than that of an object. */
interface Neighbour {
  readonly apiVersion: string;
  readonly known: KnownKind;
}

/** A product serves several versions of a kind at once: where the object has the form of the one known here, rules may read it. */
function otherVersion(manifest: Manifest, { apiVersion: served, known }: Neighbour): Finding {
  const { apiVersion, kind } = manifest.object;
  if (!isStillServed(apiVersion, kind)) {
    const message = `${apiVersion} does not serve ${kind}: ${known.from} has no such version`;
    return { ...found(unservedVersion), ...problem(manifest, message, `use ${served}`, 'apiVersion') };
  }
  return {
    ...found(unknownKindRule),
    ...problem(
      manifest,
      `${apiVersion} ${kind} was not checked against its schema: slipway knows ${served}`,
      `write ${served}, unless the cluster does not serve it yet`,
      'apiVersion',
    ),
  };
}

function hasFormOf(neighbour: Neighbour, { object }: Manifest, schemas: SchemaSet): boolean {
  return schemas.validatorOf(neighbour.known)({ ...object, apiVersion: neighbour.apiVersion });
}

function unknownKind(manifest: Manifest, schemas: SchemaSet): Finding {
  const { apiVersion, kind } = manifest.object;
  const served = schemas.versionsOf(kind);
  if (served.length === 0 || !isOfKubernetes(apiVersion) || isStillServed(apiVersion, kind)) {
    return {
      ...found(unknownKindRule),
      ...problem(
        manifest,
        `${apiVersion} ${kind} is not a kind that slipway knows: it was not checked`,
        'check it with the tool that owns the kind',
      ),
    };
  }
  return {
    ...found(unservedVersion),
    ...problem(
      manifest,
      `${apiVersion} does not serve ${kind}`,
      `use ${served.map((key) => key.slice(0, -kind.length - 1)).join(' or ')}`,
      'apiVersion',
    ),
  };
}

/** Only of Kubernetes' own groups is every kind known: another group may well have a Gateway or Service of its own. */
function isOfKubernetes(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io'));
}

function isUnknownField(error: ErrorObject): boolean {
  return error.keyword === 'additionalProperties';
}

function toFinding(manifest: Manifest, error: ErrorObject): Finding {
  const path = fieldPath(error.instancePath);
  if (isUnknownField(error)) {
    const name = String(error.params['additionalProperty']);
    const nearest = tryNearest(name, Object.keys((error.parentSchema?.['properties'] ?? {}) as object));
    const field = path === '' ? name : `${path}.${name}`;
    return {
      ...found(unknownField),
      ...problem(
        manifest,
        `${field} is not a field of ${manifest.object.kind}: the API server drops it or refuses the object`,
        nearest === undefined ? 'remove it' : `did you mean ${nearest}?`,
        field,
      ),
    };
  }
  const wanted =
    error.keyword === 'enum'
      ? `${error.message ?? ''}: ${(error.params['allowedValues'] as unknown[]).join(', ')}`
      : error.message;
  return {
    ...found(unfitField),
    ...problem(
      manifest,
      `${path === '' ? 'the object' : path} ${wanted ?? 'does not fit'}`,
      `give it the form that ${manifest.object.apiVersion} ${manifest.object.kind} asks for`,
      path,
    ),
  };
}

/** `/spec/steps/0/image` as people write it: `spec.steps[0].image`. */
function fieldPath(pointer: string): string {
  return segments(pointer).reduce(
    (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
    '',
  );
}

function segments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function withoutFields(object: Manifest['object'], errors: readonly ErrorObject[]): Manifest['object'] {
  const copy = structuredClone(object);
  for (const error of errors) {
    const parent = segments(error.instancePath).reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      copy,
    );
    Reflect.deleteProperty(parent as object, String(error.params['additionalProperty']));
  }
  return copy;
}
