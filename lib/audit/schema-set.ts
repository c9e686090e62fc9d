import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** What is known of a kind at the platform versions that slipway ships schemas for. */
export interface KnownKind {
  readonly file: string;
  /** `Client` kinds are read by a tool such as kustomize and never sent to a cluster. */
  readonly scope: 'Namespaced' | 'Cluster' | 'Client';
  /** The product and version the schema comes from. */
  readonly from: string;
}

/**
 * The schemas shipped with slipway; each is read and compiled when its kind is first met. They are known to be sound, and
 * optimized code takes longer to make than it saves: most audits meet an object or two of a kind.
 */
export class SchemaSet {
  private static loaded: SchemaSet | undefined;

  /** One set for the whole process: compiling the schema of a Rollout takes longer than checking ten thousand of them. */
  public static get shipped(): SchemaSet {
    return (SchemaSet.loaded ??= new SchemaSet());
  }

  private readonly ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    validateFormats: false,
    validateSchema: false,
    logger: false,
    code: { optimize: false },
  });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly kinds: ReadonlyMap<string, KnownKind>;
  private readonly byVersion = new Map<string, Map<string, KnownKind>>();

  public constructor(private readonly folder: string = join(__dirname, '..', '..', 'schemas')) {
    this.kinds = new Map(Object.entries(this.read('index.json') as Record<string, KnownKind>));
    for (const [key, known] of this.kinds) {
      const slash = key.lastIndexOf('/');
      const version = key.slice(0, slash);
      const served = this.byVersion.get(version) ?? new Map<string, KnownKind>();
      this.byVersion.set(version, served.set(key.slice(slash + 1), known));
    }
  }

  /** What is known of `apiVersion/Kind`, if anything is. */
  public tryKind(apiVersion: string, kind: string): KnownKind | undefined {
    return this.byVersion.get(apiVersion)?.get(kind);
  }

  /** The version of a kind that slipway has the schema of, for another version that its product may serve as well. */
  public tryNeighbour(
    apiVersion: string,
    kind: string,
  ): { readonly apiVersion: string; readonly known: KnownKind } | undefined {
    const group = `${apiVersion.split('/')[0] ?? ''}/`;
    const key = this.versionsOf(kind).find((one) => one.startsWith(group));
    const known = key === undefined ? undefined : this.kinds.get(key);
    if (key === undefined || known === undefined || known.from.startsWith('Kubernetes')) return undefined;
    return { apiVersion: key.slice(0, -kind.length - 1), known };
  }

  /** Every kind of the same name, as `apiVersion/Kind`: for hints at what was meant. */
  public versionsOf(kind: string): readonly string[] {
    return [...this.kinds.keys()].filter((key) => key.endsWith(`/${kind}`));
  }

  /** The check of one known kind. */
  public validatorOf(known: KnownKind): ValidateFunction {
    const existing = this.validators.get(known.file);
    if (existing) return existing;
    const validator = this.ajv.compile(this.read(known.file) as object);
    this.validators.set(known.file, validator);
    return validator;
  }

  private read(file: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, file), 'utf8'));
  }
}
