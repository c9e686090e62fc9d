import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type SecretKey } from '../kubernetes/environment-variables';
import { readSealed, renderSealed } from './sealed-manifest';

export interface SealedSecretProps {
  /**
   * The text of the file that `slipway seal` (or kubeseal) wrote and that lies in Git:
   * `readFileSync('secrets/production/db.yaml', 'utf8')`. Synthesis never sees a value and never seals one.
   */
  readonly sealed: string;
}

/** A Secret that may lie in Git, because only the controller of its cluster can open it. */
export class SealedSecret extends Construct {
  /** The name of the SealedSecret, and of the Secret that it becomes. */
  public readonly name: string;
  public readonly namespace: string;
  /** The keys of the Secret. */
  public readonly keys: readonly string[];

  /** Throws `SealedSecret.sealed: …` for a text that is no SealedSecret, or that holds an open value. */
  public constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id);
    const manifest = readSealed(props.sealed);
    new ApiObject(this, 'Default', renderSealed(manifest));
    this.name = manifest.name;
    this.namespace = manifest.namespace;
    this.keys = Object.keys(manifest.encryptedData).sort();
  }

  /** One key of the Secret, for the environment of a container. Throws `SealedSecret.key: …` for a key that was not sealed. */
  public key(key: string): SecretKey {
    if (!this.keys.includes(key)) throw invalid('SealedSecret.key', `one of ${this.keys.join(', ')}`, key);
    return { name: this.name, key };
  }
}
