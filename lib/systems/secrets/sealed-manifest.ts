import { load } from 'js-yaml';
import { toYaml } from '../../assembly';
import { invalid } from '../../model';
import { SEAL_SCOPES, type SealScope, type SealedFor } from './seal';
import { isSealed } from './sealed-value';

/** A SealedSecret as it lies in Git: what it becomes, and its sealed values by key. */
export interface SealedManifest extends SealedFor {
  readonly scope: SealScope;
  /** The type of the Secret, such as `kubernetes.io/dockerconfigjson`. @default Opaque */
  readonly type?: string;
  /** Key → sealed value in base64. */
  readonly encryptedData: Readonly<Record<string, string>>;
}

/** The object that the controller unseals. The scope stands on it and on the Secret that it becomes. */
export function renderSealed({ name, namespace, scope, type, encryptedData }: SealedManifest): {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  readonly spec: { readonly encryptedData: Readonly<Record<string, string>>; readonly template: object };
} {
  const annotations = scope === 'strict' ? {} : { annotations: { [`${GROUP}/${scope}`]: 'true' } };
  const metadata = { name, namespace, ...annotations };
  const sorted = Object.entries(encryptedData).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata,
    spec: {
      encryptedData: Object.fromEntries(sorted),
      template: { metadata, ...(type === undefined ? {} : { type }) },
    },
  };
}

/** The text of the file that is committed. */
export function sealedText(manifest: SealedManifest): string {
  return toYaml([renderSealed(manifest)]);
}

/** Reads such a file. Throws `SealedSecret.sealed: …` for another object, and for a value that is not sealed. */
export function readSealed(text: string): SealedManifest {
  const object = loaded(text);
  const { metadata, spec, kind } = object;
  if (kind !== 'SealedSecret' || typeof metadata?.name !== 'string' || typeof metadata.namespace !== 'string') {
    throw invalid(PLACE, 'a SealedSecret with name and namespace', kind, 'make it: slipway seal');
  }
  const encryptedData = spec?.encryptedData ?? {};
  const open = Object.keys(encryptedData).find((key) => !isSealed(encryptedData[key]));
  if (open !== undefined) throw invalid(`${PLACE}.${open}`, 'a sealed value', 'something else', 'never commit a value');
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    scope: SEAL_SCOPES.find((scope) => metadata.annotations?.[`${GROUP}/${scope}`] === 'true') ?? 'strict',
    ...(spec?.template?.type === undefined ? {} : { type: spec.template.type }),
    encryptedData: encryptedData as Readonly<Record<string, string>>,
  };
}

interface Loaded {
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: unknown;
    readonly namespace?: unknown;
    readonly annotations?: Readonly<Record<string, unknown>>;
  };
  readonly spec?: {
    readonly encryptedData?: Readonly<Record<string, unknown>>;
    readonly template?: { readonly type?: string };
  };
}

function loaded(text: string): Loaded {
  try {
    return (load(text) ?? {}) as Loaded;
  } catch {
    throw invalid(PLACE, 'the YAML of a SealedSecret', 'broken YAML');
  }
}

const PLACE = 'SealedSecret.sealed';
const GROUP = 'sealedsecrets.bitnami.com';
