import { type Duration, invalid } from '../../model';
import { Duration as Length } from '../../model';
import { type Named } from '../kubernetes/object-props';
import { type RemoteValue } from './external-secret';
import { type GoogleCluster, workloadIdentity } from './secret-provider';

/** A name and a token that lie in a store. */
export interface StoredLogin {
  /** The store: a `SecretStore` of the same namespace. */
  readonly store: Named;
  readonly username: RemoteValue;
  /** A token that may only read. */
  readonly password: RemoteValue;
}

/** How pods sign in to a registry: by tokens made on the spot for hours where the registry can, else by a stored one. */
export class RegistryLogin {
  /** Amazon ECR: tokens of twelve hours, by the role of a ServiceAccount. Only for clusters whose nodes cannot pull by themselves. */
  public static ecr(props: {
    readonly account: string;
    readonly region: string;
    readonly serviceAccount: Named;
  }): RegistryLogin {
    const { account, region, serviceAccount } = props;
    if (!/^\d{12}$/.test(account)) throw invalid('RegistryLogin.account', '12 digits', account);
    return RegistryLogin.generated(`${account}.dkr.ecr.${region}.amazonaws.com`, Length.hours(6), {
      kind: 'ECRAuthorizationToken',
      spec: { region, auth: { jwt: { serviceAccountRef: { name: serviceAccount.name } } } },
    });
  }

  /** Google Artifact Registry: tokens of one hour, by workload identity. */
  public static googleArtifactRegistry(props: {
    readonly project: string;
    /** Such as `europe-west1` or `europe`. */
    readonly location: string;
    readonly cluster: GoogleCluster;
    readonly serviceAccount: Named;
  }): RegistryLogin {
    const auth = { workloadIdentity: workloadIdentity(props.cluster, props.serviceAccount) };
    return RegistryLogin.generated(`${props.location}-docker.pkg.dev`, Length.minutes(30), {
      kind: 'GCRAccessToken',
      spec: { projectID: props.project, auth },
    });
  }

  /** Azure Container Registry: tokens of three hours, by workload identity. */
  public static azure(props: {
    /** The registry's name, without `.azurecr.io`. */
    readonly registry: string;
    readonly tenantId: string;
    readonly serviceAccount: Named;
  }): RegistryLogin {
    const host = `${props.registry}.azurecr.io`;
    const auth = { workloadIdentity: { serviceAccountRef: { name: props.serviceAccount.name } } };
    return RegistryLogin.generated(host, Length.hours(1), {
      kind: 'ACRAccessToken',
      spec: { registry: host, tenantId: props.tenantId, auth },
    });
  }

  /** GitHub's registry, with a token that has `read:packages` alone. */
  public static ghcr(login: StoredLogin): RegistryLogin {
    return RegistryLogin.stored('ghcr.io', login);
  }

  /** Docker Hub, with an access token that may only read. The key of its entry is the one that clients look for. */
  public static dockerHub(login: StoredLogin): RegistryLogin {
    return new RegistryLogin('https://index.docker.io/v1/', Length.hours(1), login);
  }

  /** Quay, with a robot account. */
  public static quay(login: StoredLogin): RegistryLogin {
    return RegistryLogin.stored('quay.io', login);
  }

  /** A Harbor of one's own, with a robot account, by its host. */
  public static harbor(host: string, login: StoredLogin): RegistryLogin {
    return RegistryLogin.stored(host, login);
  }

  private static stored(host: string, login: StoredLogin): RegistryLogin {
    return new RegistryLogin(registryHost(host), Length.hours(1), login);
  }

  private static generated(host: string, refreshEvery: Duration, generator: Generator): RegistryLogin {
    return new RegistryLogin(registryHost(host), refreshEvery, generator);
  }

  private constructor(
    private readonly host: string,
    private readonly refreshEvery: Duration,
    private readonly source: Generator | StoredLogin,
  ) {}

  /** @internal */
  public _render(): {
    readonly host: string;
    readonly refreshEvery: Duration;
    readonly source: Generator | StoredLogin;
  } {
    return { host: this.host, refreshEvery: this.refreshEvery, source: this.source };
  }
}

/** What makes tokens on the spot: a kind of `generators.external-secrets.io/v1alpha1`. Each gives `username` and `password`. */
export interface Generator {
  readonly kind: 'ECRAuthorizationToken' | 'GCRAccessToken' | 'ACRAccessToken';
  readonly spec: object;
}

function registryHost(host: string): string {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/.test(host)) {
    throw invalid('RegistryLogin.host', 'the host of a registry, without scheme or path', host);
  }
  return host;
}
