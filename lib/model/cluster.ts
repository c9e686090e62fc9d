import { AccountId } from './account-id';
import { invalid } from './invalid';
import { dnsLabel } from './resource-name';
import { SigningIdentity } from './signing-identity';

/** What identifies an EKS cluster: `aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer`. */
export interface EksLocation {
  /** The cluster's name. */
  readonly name: string;
  /** The AWS account that owns the cluster: 12 digits. */
  readonly account: string;
  /** The AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** The last part of the cluster's OIDC issuer: 32 hex digits in upper case. */
  readonly oidcId: string;
}

/** A Kubernetes cluster as others see it: by the issuer of its ServiceAccount tokens. */
export class Cluster {
  /** A cluster of Amazon EKS. The public Fulcio knows its issuer, so its pods can sign without keys. */
  public static eks(location: EksLocation): Cluster {
    AccountId.of(location.account);
    if (!/^[0-9A-F]{32}$/.test(location.oidcId)) {
      throw invalid('Cluster.oidcId', '32 upper-case hex digits, the last part of the OIDC issuer', location.oidcId);
    }
    const issuer = `https://oidc.eks.${location.region}.amazonaws.com/id/${location.oidcId}`;
    return new Cluster(location.name, issuer, true, location);
  }

  /** Any other cluster, by its issuer. Its pods can sign without keys only through a Fulcio of your own. */
  public static of(name: string, issuer: string): Cluster {
    if (!/^https:\/\/[^\s?#]+$/.test(issuer)) throw invalid('Cluster.issuer', 'an https URL without query', issuer);
    return new Cluster(name, issuer, false);
  }

  private constructor(
    public readonly name: string,
    /** The `iss` of the cluster's ServiceAccount tokens. */
    public readonly issuer: string,
    /** Whether the public Fulcio gives certificates to this cluster's pods. */
    public readonly knownToPublicFulcio: boolean,
    /** Present when the cluster is EKS. */
    public readonly eks?: EksLocation,
  ) {
    dnsLabel('Cluster.name', name);
  }

  /**
   * The identity on the certificate that Fulcio gives to a pod of this ServiceAccount.
   * @see https://github.com/sigstore/fulcio/blob/main/docs/oidc.md
   */
  public signerOf(namespace: string, serviceAccount: string): SigningIdentity {
    return SigningIdentity.certificate({
      issuer: this.issuer,
      subject: `https://kubernetes.io/namespaces/${dnsLabel('Cluster.namespace', namespace)}/serviceaccounts/${dnsLabel('Cluster.serviceAccount', serviceAccount)}`,
    });
  }
}
