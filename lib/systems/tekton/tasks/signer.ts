import { type Cluster, invalid, SigningIdentity } from '../../../model';
import { cosign } from '../../../tools';
import { Env, type EnvValues } from '../env';
import { Volume, type VolumeMount, type VolumeRef, type Volumes } from '../volume';
import { declared } from './declared';
import { Sigstore } from './sigstore';

export interface SignerProps {
  /** The services that certify, log and time the signature. @default Sigstore.public */
  readonly sigstore?: Sigstore;
}

export interface KeylessProps extends SignerProps {
  /** The cluster that the pipeline runs in: its tokens say who signs. */
  readonly cluster: Cluster;
  /** The namespace that the pipeline runs in. */
  readonly namespace: string;
  /** The ServiceAccount that the signing task runs as. Whoever may use it can sign, so give it to nothing else. */
  readonly serviceAccount: string;
}

export interface KeySecretProps extends SignerProps {
  /** The Secret with `cosign.key` and `cosign.password`, as `cosign generate-key-pair k8s://…` makes it. */
  readonly secret: string;
  /** The public half of the key, in PEM form. */
  readonly publicKey: string;
}

/** Who signs images in a pipeline, and what that takes. */
export abstract class Signer {
  /**
   * Nobody's key: the pod shows a token of its ServiceAccount, and Fulcio certifies it for the ten minutes of signing.
   * Throws `Signer.keyless: …` for a cluster that the public Fulcio does not know.
   */
  public static keyless(props: KeylessProps): Signer {
    return new Keyless(props);
  }

  /** A key that never leaves AWS KMS: takes its ARN. The pod's role needs `kms:Sign` and `kms:GetPublicKey` on it. */
  public static awsKms(keyArn: string, props: SignerProps = {}): Signer {
    return new KmsKey(keyArn, props);
  }

  /** A key in a Secret: whoever reads the Secret can sign. */
  public static key(props: KeySecretProps): Signer {
    return new SecretKey(props);
  }

  /** What policies trust: the object, never a copied text. */
  public abstract readonly signsAs: SigningIdentity;
  public readonly sigstore: Sigstore;
  /** @internal */
  public abstract readonly _with: cosign.SigningProps['with'];
  /** @internal */
  public readonly _env: EnvValues<'step'> = {};

  protected constructor(props: SignerProps) {
    this.sigstore = props.sigstore ?? Sigstore.public;
  }

  /** @internal */
  public get _volumes(): Volumes {
    const { files } = this.sigstore;
    return files === undefined ? {} : { sigstore: Volume.config(files.configMap) };
  }

  /** @internal */
  public _mounts(volumes: Readonly<Record<string, VolumeRef>>): readonly VolumeMount[] {
    return this.sigstore.files === undefined ? [] : [declared(volumes, 'sigstore').at(SIGSTORE, { readOnly: true })];
  }

  /** @internal */
  public get _services(): cosign.SigningProps['services'] {
    const { files } = this.sigstore;
    if (files === undefined) return undefined;
    return { signingConfig: `${SIGSTORE}/${files.signingConfig}`, trustedRoot: `${SIGSTORE}/${files.trustedRoot}` };
  }
}

class Keyless extends Signer {
  public readonly signsAs: SigningIdentity;
  public readonly _with = { identity: 'filesystem' } as const;

  public constructor({ cluster, namespace, serviceAccount, sigstore }: KeylessProps) {
    super({ sigstore });
    if (this.sigstore.files === undefined && !cluster.knownToPublicFulcio) {
      throw invalid(
        'Signer.keyless',
        'a cluster whose issuer the public Fulcio knows',
        cluster.issuer,
        'use a Sigstore of your own, KMS, or Tekton Chains',
      );
    }
    this.signsAs = cluster.signerOf(namespace, serviceAccount);
  }

  public override get _volumes(): Volumes {
    const { audience, file: path } = cosign.TOKEN;
    return { ...super._volumes, identity: Volume.token({ audience, path }) };
  }

  public override _mounts(volumes: Readonly<Record<string, VolumeRef>>): readonly VolumeMount[] {
    return [...super._mounts(volumes), declared(volumes, 'identity').at(cosign.TOKEN.folder, { readOnly: true })];
  }
}

class KmsKey extends Signer {
  public readonly signsAs: SigningIdentity;
  public readonly _with: { readonly key: string };

  public constructor(keyArn: string, props: SignerProps) {
    super(props);
    this.signsAs = SigningIdentity.awsKms(keyArn);
    this._with = { key: `awskms:///${keyArn}` };
  }
}

class SecretKey extends Signer {
  public readonly signsAs: SigningIdentity;
  public readonly _with = { key: `${KEY}/cosign.key` };
  public override readonly _env: EnvValues<'step'>;
  private readonly secret: string;

  public constructor({ secret, publicKey, sigstore }: KeySecretProps) {
    super({ sigstore });
    this.signsAs = SigningIdentity.key(publicKey);
    this.secret = secret;
    this._env = { COSIGN_PASSWORD: Env.secret(secret, 'cosign.password') };
  }

  public override get _volumes(): Volumes {
    return { ...super._volumes, key: Volume.secret(this.secret, { items: { 'cosign.key': 'cosign.key' } }) };
  }

  public override _mounts(volumes: Readonly<Record<string, VolumeRef>>): readonly VolumeMount[] {
    return [...super._mounts(volumes), declared(volumes, 'key').at(KEY, { readOnly: true })];
  }
}

const SIGSTORE = '/sigstore';
const KEY = '/key';
