import { invalid } from '../../model';
import { type Named } from '../kubernetes/object-props';

/** A managed service or vault in which the values are, and how External Secrets signs in to it: never with a stored key. */
export class SecretProvider {
  /** AWS Secrets Manager, by the IAM role of a ServiceAccount (IRSA or Pod Identity). */
  public static awsSecretsManager(props: AwsStore): SecretProvider {
    return new SecretProvider({ aws: renderAws('SecretsManager', props) });
  }

  /** The parameter store of AWS Systems Manager, by the IAM role of a ServiceAccount. */
  public static awsParameterStore(props: AwsStore): SecretProvider {
    return new SecretProvider({ aws: renderAws('ParameterStore', props) });
  }

  /** HashiCorp Vault or OpenBao, by a role that trusts a ServiceAccount. Throws `SecretProvider.server: …` unless it is https. */
  public static vault(props: VaultStore): SecretProvider {
    if (!/^https:\/\/[^\s/]+$/.test(props.server)) {
      throw invalid('SecretProvider.server', 'an address such as "https://vault.example.com"', props.server);
    }
    const serviceAccountRef = { name: props.serviceAccount.name };
    const kubernetes = { mountPath: props.mountPath ?? 'kubernetes', role: props.role, serviceAccountRef };
    return new SecretProvider({
      vault: { server: props.server, path: props.path, version: 'v2', auth: { kubernetes } },
    });
  }

  /** Google Secret Manager, by the workload identity of a ServiceAccount of a GKE cluster. */
  public static googleSecretManager(props: GoogleStore): SecretProvider {
    const { project, cluster, serviceAccount } = props;
    return new SecretProvider({
      gcpsm: { projectID: project, auth: { workloadIdentity: workloadIdentity(cluster, serviceAccount) } },
    });
  }

  /** Azure Key Vault, by the workload identity of a ServiceAccount. Throws `SecretProvider.vaultUrl: …` unless it is a vault's. */
  public static azureKeyVault(props: AzureStore): SecretProvider {
    if (!/^https:\/\/[a-z0-9-]+\.vault\.[a-z.]+$/.test(props.vaultUrl)) {
      throw invalid('SecretProvider.vaultUrl', 'an address such as "https://acme.vault.azure.net"', props.vaultUrl);
    }
    const serviceAccountRef = { name: props.serviceAccount.name };
    return new SecretProvider({
      azurekv: { vaultUrl: props.vaultUrl, authType: 'WorkloadIdentity', serviceAccountRef },
    });
  }

  private constructor(private readonly provider: object) {}

  /** @internal */
  public _render(): object {
    return this.provider;
  }
}

/** Secrets in AWS Secrets Manager or its parameters. */
export interface AwsStore {
  /** The region, such as `eu-west-1`. */
  readonly region: string;
  /** The ServiceAccount that may assume a role with read access; in the store's own namespace. */
  readonly serviceAccount: Named;
}

/** Secrets in HashiCorp Vault or OpenBao. */
export interface VaultStore {
  /** The address of the server. */
  readonly server: string;
  /** Where the key-value engine (version 2) is mounted, such as `secret`. */
  readonly path: string;
  /** The role of the Kubernetes auth method. */
  readonly role: string;
  /** Where that method is mounted. @default "kubernetes" */
  readonly mountPath?: string;
  /** The ServiceAccount that the role trusts. */
  readonly serviceAccount: Named;
}

/** A GKE cluster, as the exchange of its tokens names it. */
export interface GoogleCluster {
  readonly name: string;
  /** The region or zone, such as `europe-west1`. */
  readonly location: string;
}

/** Secrets in Google Secret Manager. */
export interface GoogleStore {
  /** The id of the project that holds the secrets. */
  readonly project: string;
  readonly cluster: GoogleCluster;
  /** The ServiceAccount that is bound to a Google service account with read access. */
  readonly serviceAccount: Named;
}

/** Secrets in Azure Key Vault. */
export interface AzureStore {
  /** The address of the vault. */
  readonly vaultUrl: string;
  /** The ServiceAccount that is federated with an identity that may read. */
  readonly serviceAccount: Named;
}

/** How a ServiceAccount of GKE signs in to Google. */
export function workloadIdentity(cluster: GoogleCluster, serviceAccount: Named): object {
  return {
    clusterLocation: cluster.location,
    clusterName: cluster.name,
    serviceAccountRef: { name: serviceAccount.name },
  };
}

function renderAws(service: string, { region, serviceAccount }: AwsStore): object {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw invalid('SecretProvider.region', 'an AWS region such as "eu-west-1"', region);
  }
  return { service, region, auth: { jwt: { serviceAccountRef: { name: serviceAccount.name } } } };
}
