import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretObject,
  ExternalSecretSpecRefreshPolicy as RefreshPolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
  ExternalSecretSpecTargetCreationPolicy as CreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy as DeletionPolicy,
} from '../../../imports/external-secrets.io';
import { Duration, invalid } from '../../model';
import { type SecretKey } from '../kubernetes/environment-variables';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';

/** Where one value is kept outside the cluster. */
export interface RemoteValue {
  /** The name of the secret in the store, such as `order-service/db`. */
  readonly key: string;
  /** The field inside it, where it is a JSON object. @default the whole */
  readonly property?: string;
  /** A version of it, where the store keeps several. @default the newest */
  readonly version?: string;
}

export interface ExternalSecretProps extends ObjectProps {
  /** The store to read from: a `SecretStore` of the same namespace. */
  readonly store: Named;
  /** The keys of the Secret, and where each value is. */
  readonly data: Readonly<Record<string, RemoteValue>>;
  /** The time between two looks into the store. @default 1 hour */
  readonly refreshEvery?: Duration;
}

/** A Secret whose values a controller fetches from outside: this object, and Git with it, holds only their names. */
export class ExternalSecret extends Construct {
  /** The name of the ExternalSecret, and of the Secret that it makes. */
  public readonly name: string;
  private readonly keys: readonly string[];

  /** Throws `ExternalSecret.<prop>: …` for no data, a key that no Secret may have, or an interval below a minute. */
  public constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    this.keys = Object.keys(props.data);
    if (this.keys.length === 0) throw invalid('ExternalSecret.data', 'at least one key', props.data);
    const wrong = this.keys.find((key) => !/^[-._A-Za-z0-9]{1,253}$/.test(key));
    if (wrong !== undefined) throw invalid('ExternalSecret.data', 'keys of letters, digits, "-", "_" and "."', wrong);
    const object = new ExternalSecretObject(this, 'Default', {
      metadata: renderMetadata('ExternalSecret', props),
      spec: {
        secretStoreRef: { name: props.store.name, kind: StoreKind.SECRET_STORE },
        ...refreshed('ExternalSecret.refreshEvery', props.refreshEvery ?? Duration.hours(1)),
        target: ownedSecret(props.name),
        data: Object.entries(props.data).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef })),
      },
    });
    this.name = object.name;
  }

  /** One key of the Secret, for the environment of a container. Throws `ExternalSecret.key: …` for one that it does not have. */
  public key(key: string): SecretKey {
    if (!this.keys.includes(key)) throw invalid('ExternalSecret.key', `one of ${this.keys.join(', ')}`, key);
    return { name: this.name, key };
  }
}

/** The Secret goes with the object that made it, and stays when a value disappears from the store: pods keep running. */
export function ownedSecret(name: string): {
  name: string;
  creationPolicy: CreationPolicy;
  deletionPolicy: DeletionPolicy;
} {
  return { name, creationPolicy: CreationPolicy.OWNER, deletionPolicy: DeletionPolicy.RETAIN };
}

/** How often a controller looks again. Throws for less than a minute: stores count and charge for each look. */
export function refreshed(place: string, every: Duration): { refreshPolicy: RefreshPolicy; refreshInterval: string } {
  if (every.milliseconds < 60_000) throw invalid(place, 'a minute or more', every.toString());
  return { refreshPolicy: RefreshPolicy.PERIODIC, refreshInterval: every.toString() };
}
