import { type Manifest, type Manifests, readOnce } from '../../assembly';

/** An object of External Secrets that makes a Secret out of values kept elsewhere. */
export interface ExternalSecretObject {
  readonly spec: {
    readonly secretStoreRef?: { readonly name?: string; readonly kind?: string };
    readonly refreshInterval?: string;
    readonly refreshPolicy?: string;
    readonly target?: {
      readonly name?: string;
      readonly creationPolicy?: string;
      readonly template?: { readonly data?: Readonly<Record<string, string>>; readonly mergePolicy?: string };
    };
    readonly data?: readonly { readonly secretKey: string }[];
    readonly dataFrom?: readonly {
      readonly sourceRef?: { readonly generatorRef?: { readonly kind?: string; readonly name?: string } };
    }[];
  };
}

/** An object of Sealed Secrets that becomes a Secret of its own name. */
export interface SealedSecretObject {
  readonly spec: { readonly encryptedData?: Readonly<Record<string, string>> };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'external-secrets.io/ExternalSecret': ExternalSecretObject;
    'bitnami.com/SealedSecret': SealedSecretObject;
  }
}

/** A Secret that a controller makes, and out of what. */
export interface MadeSecret {
  readonly environment: string;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Its keys, where they are known before it is made. */
  readonly keys?: readonly string[];
  readonly by: Manifest;
}

/** The Secrets that controllers make out of objects of the assembly. */
export class MadeSecrets {
  private readonly byPlace = new Map<string, MadeSecret[]>();

  public constructor(manifests: Manifests) {
    for (const one of manifests.of('external-secrets.io/ExternalSecret')) this.add(external(one));
    for (const one of manifests.of('bitnami.com/SealedSecret')) this.add(sealed(one));
  }

  public tryFind(environment: string, namespace: string | undefined, name: string): MadeSecret | undefined {
    return this.byPlace.get(placeOf({ environment, namespace, name }))?.[0];
  }

  /** The makers of one and the same Secret, where there are two or more. */
  public get rivals(): readonly (readonly MadeSecret[])[] {
    return [...this.byPlace.values()].filter((made) => made.length > 1);
  }

  public get all(): readonly MadeSecret[] {
    return [...this.byPlace.values()].flat();
  }

  private add(made: MadeSecret | undefined): void {
    if (made === undefined) return;
    const beside = this.byPlace.get(placeOf(made));
    if (beside) beside.push(made);
    else this.byPlace.set(placeOf(made), [made]);
  }
}

/** One index for all rules. */
export const madeSecretsOf = readOnce((manifests) => new MadeSecrets(manifests));

function placeOf({ environment, namespace, name }: Pick<MadeSecret, 'environment' | 'namespace' | 'name'>): string {
  return `${environment}\n${namespace ?? ''}\n${name}`;
}

/** `Merge` and `None` make no Secret: another one must be there already. */
function external(by: Manifest<ExternalSecretObject>): MadeSecret | undefined {
  const { metadata, spec } = by.object;
  const { target = {}, data = [], dataFrom = [] } = spec;
  const name = target.name ?? metadata.name;
  if (name === undefined || target.creationPolicy === 'Merge' || target.creationPolicy === 'None') return undefined;
  const written = data.map(({ secretKey }) => secretKey);
  const templated = Object.keys(target.template?.data ?? {});
  const known = dataFrom.length === 0 || templated.length > 0;
  const keys =
    templated.length === 0 || target.template?.mergePolicy === 'Merge' ? [...written, ...templated] : templated;
  return { environment: by.environment, namespace: metadata.namespace, name, ...(known ? { keys } : {}), by };
}

function sealed(by: Manifest<SealedSecretObject>): MadeSecret | undefined {
  const { name, namespace } = by.object.metadata;
  if (name === undefined) return undefined;
  return { environment: by.environment, namespace, name, keys: Object.keys(by.object.spec.encryptedData ?? {}), by };
}
