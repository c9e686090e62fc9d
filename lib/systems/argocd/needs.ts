import { type Manifest, type Manifests, addTo, kindOf, readOnce } from '../../assembly';
import { referencesOf } from '../kubernetes/references';
import { type WorkloadPods, podsOf } from '../kubernetes/pods';
import { type NamedObject, namedBy } from './named-objects';

/** What the objects of an assembly need of each other before they can work: pods their configuration, a Rollout its Services. */
export class Needs {
  private readonly secrets = new Map<string, Manifest>();
  private readonly definitions = new Map<string, Manifest>();
  private readonly bindings = new Map<string, Manifest[]>();

  public constructor(private readonly manifests: Manifests) {
    for (const manifest of manifests.ofKinds(...SECRET_MAKERS, DEFINITION, BINDING)) this.index(manifest);
  }

  /** What one object needs, as far as the assembly has it. */
  public of(manifest: Manifest): readonly Manifest[] {
    const found = [...this.bySchema(manifest), ...this.byName(manifest), ...this.ofPods(manifest)];
    return [...new Set(found)].filter((one) => one !== manifest);
  }

  /** The namespace that it lies in, and the definition of its kind. */
  private bySchema(manifest: Manifest): readonly Manifest[] {
    const { environment, object } = manifest;
    const { namespace } = object.metadata;
    const found = [
      namespace === undefined ? undefined : this.manifests.tryFind('Namespace', { environment, name: namespace }),
      this.definitions.get(`${environment}\n${kindOf(object)}`),
    ];
    return found.filter((one) => one !== undefined);
  }

  /** What its own fields name. */
  private byName(manifest: Manifest): readonly Manifest[] {
    return namedBy(manifest.object).flatMap((named) => this.tryFind(manifest, named) ?? []);
  }

  /** What its pods name, and who gives them their rights. */
  private ofPods(manifest: Manifest): readonly Manifest[] {
    return podsOf(this.manifests)
      .of(manifest)
      .flatMap((pods) => [...this.configurationOf(manifest, pods), ...this.rightsOf(manifest, pods)]);
  }

  private configurationOf(manifest: Manifest, pods: WorkloadPods): readonly Manifest[] {
    return referencesOf(pods).flatMap(({ kind, name }) => this.tryFind(manifest, { kind, name }) ?? []);
  }

  private rightsOf(manifest: Manifest, { spec }: WorkloadPods): readonly Manifest[] {
    return this.bindings.get(keyOf(manifest, spec.serviceAccountName ?? 'default')) ?? [];
  }

  private tryFind(manifest: Manifest, { kind, name }: NamedObject): Manifest | undefined {
    const { environment, object } = manifest;
    const { namespace } = object.metadata;
    const found = this.manifests.tryFindAny(kind, { environment, namespace, name });
    return found ?? (kind === 'Secret' ? this.secrets.get(keyOf(manifest, name)) : undefined);
  }

  private index(manifest: Manifest): void {
    const { object } = manifest;
    const { name = '' } = object.metadata;
    const { spec = {}, subjects = [] } = object as Indexed;
    const kind = kindOf(object);
    if (SECRET_MAKERS.includes(kind)) this.secrets.set(keyOf(manifest, spec.target?.name ?? name), manifest);
    if (kind === DEFINITION) {
      this.definitions.set(`${manifest.environment}\n${spec.group ?? ''}/${spec.names?.kind ?? ''}`, manifest);
    }
    if (kind !== BINDING) return;
    for (const account of subjects.filter((one) => one.kind === 'ServiceAccount')) {
      addTo(this.bindings, keyOf(manifest, account.name), manifest);
    }
  }
}

/** The needs of an assembly, indexed once. */
export const needsOf = readOnce((manifests: Manifests) => new Needs(manifests));

/** Controllers that turn an object into the Secret of the name it says. */
const SECRET_MAKERS = ['external-secrets.io/ExternalSecret', 'bitnami.com/SealedSecret'];
const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
const BINDING = 'rbac.authorization.k8s.io/RoleBinding';

interface Indexed {
  readonly spec?: {
    readonly target?: { readonly name?: string };
    readonly group?: string;
    readonly names?: { readonly kind?: string };
  };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
}

function keyOf({ environment, object }: Manifest, name: string): string {
  return `${environment}\n${object.metadata.namespace ?? ''}\n${name}`;
}
