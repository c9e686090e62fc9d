/** Where the services of an own Sigstore are described. */
export interface OwnSigstoreProps {
  /** The ConfigMap with both files, in the namespace of the run. */
  readonly configMap: string;
  /** Its key for the signing configuration: which Fulcio, Rekor and timestamp authority to use. @default "signing_config.json" */
  readonly signingConfig?: string;
  /** Its key for the trusted root: what those services sign with. @default "trusted_root.json" */
  readonly trustedRoot?: string;
}

/** The services that certify, log and time a signature. */
export class Sigstore {
  /** The public good instance. What is signed can be seen by all: the name of the image, its digest and the signer. */
  public static readonly public = new Sigstore();

  /** Services of your own; cosign needs no others then. */
  public static own(props: OwnSigstoreProps): Sigstore {
    const { configMap, signingConfig = 'signing_config.json', trustedRoot = 'trusted_root.json' } = props;
    return new Sigstore({ configMap, signingConfig, trustedRoot });
  }

  private constructor(
    /** Present where the services are one's own. */
    public readonly files?: Required<OwnSigstoreProps>,
  ) {}
}
