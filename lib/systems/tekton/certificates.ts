import type * as tekton from '../../../imports/tekton.dev';
import { dnsLabel, invalid } from '../../model';

export interface CertificatesProps {
  /** The ConfigMap, in the namespace of the run. */
  readonly configMap: string;
  /** Its key: one or more certificates in PEM form. @default "ca-bundle.crt" */
  readonly key?: string;
}

/**
 * The authorities that the tools of a task believe when they open a TLS connection, such as the one behind a registry of
 * a company. They take the place of those in the images: name the public ones in the same file where they are needed too.
 * Every tool of the toolbox reads them, except Maven's Java, which has a store of its own.
 */
export class Certificates {
  /** Throws `Certificates.…` for what cannot be the name of a ConfigMap or of a key. */
  public static of({ configMap, key = 'ca-bundle.crt' }: CertificatesProps): Certificates {
    if (!/^[\w.-]{1,253}$/.test(key)) throw invalid('Certificates.key', 'a key of a ConfigMap', key);
    return new Certificates(dnsLabel('Certificates.configMap', configMap), key);
  }

  /** The name of its volume. @internal */
  public readonly _volume = 'certificates';
  /** Where every step finds it. @internal */
  public readonly _folder = '/certificates';

  private constructor(
    private readonly configMap: string,
    private readonly key: string,
  ) {}

  /** What every step of the task gets. @internal */
  public _renderTemplate(): Required<Pick<tekton.TaskSpecStepTemplate, 'env' | 'volumeMounts'>> {
    return {
      env: VARIABLES.map((name) => ({ name, value: `${this._folder}/${this.key}` })),
      volumeMounts: [{ name: this._volume, mountPath: this._folder, readOnly: true }],
    };
  }

  /** The volume of the task's pod. @internal */
  public _renderVolume(): object {
    return { name: this._volume, configMap: { name: this.configMap, items: [{ key: this.key, path: this.key }] } };
  }
}

/** What tells a program where they are: those in Go and with OpenSSL, git, the AWS CLI, Node, pip. */
const VARIABLES = ['SSL_CERT_FILE', 'GIT_SSL_CAINFO', 'AWS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS', 'PIP_CERT'] as const;
