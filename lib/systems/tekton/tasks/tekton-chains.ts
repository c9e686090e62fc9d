import { type Cluster, type SigningIdentity } from '../../../model';

export interface TektonChainsProps {
  /** The cluster that Tekton Chains runs in: its tokens say who signs. */
  readonly cluster: Cluster;
  /** The namespace that it is installed in. @default "tekton-chains" */
  readonly namespace?: string;
  /** The account of its controller. @default "tekton-chains-controller" */
  readonly serviceAccount?: string;
}

/**
 * Signing left to Tekton Chains: no task signs, its controller signs what `BuildImage` names in its results, and writes
 * provenance. Every pipeline of the cluster then signs as one identity, and Chains must be set up to sign keylessly.
 * @see https://tekton.dev/docs/chains/signing/
 */
export class TektonChains {
  /** What policies trust. */
  public readonly signsAs: SigningIdentity;

  public constructor(props: TektonChainsProps) {
    const { cluster, namespace = 'tekton-chains', serviceAccount = 'tekton-chains-controller' } = props;
    this.signsAs = cluster.signerOf(namespace, serviceAccount);
  }
}
