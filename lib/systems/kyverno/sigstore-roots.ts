import { Buffer } from 'node:buffer';
import { type SigningIdentity, invalid } from '../../model';

/** A TUF repository that hands out the keys of a Sigstore of your own. */
export interface TufRepository {
  /** Its https address. */
  readonly mirror: string;
  /** The text of its `root.json`, in which the trust begins. */
  readonly root: string;
}

/** What of a cosign attestor the choice of roots decides. */
export interface RenderedRoots {
  readonly tuf?: { readonly mirror: string; readonly root: { readonly data: string } };
  readonly ctlog?: { readonly insecureIgnoreTlog: true };
}

/** Whose certificates, logs and timestamps a policy believes. */
export class SigstoreRoots {
  /** The Sigstore that everybody shares, run by the Open Source Security Foundation. */
  public static readonly publicGood = new SigstoreRoots({}, 'publicGood');

  /** None: a key alone decides, and no log tells of signatures that nobody meant to make. For clusters without internet. */
  public static readonly keysOnly = new SigstoreRoots({ ctlog: { insecureIgnoreTlog: true } }, 'keysOnly');

  /** A Sigstore of your own. Throws unless the mirror is an https address and the root is a TUF root. */
  public static tuf({ mirror, root }: TufRepository): SigstoreRoots {
    if (!/^https:\/\/[^\s?#]+$/.test(mirror)) throw invalid('SigstoreRoots.mirror', 'an https URL', mirror);
    if (!isTufRoot(root)) throw invalid('SigstoreRoots.root', 'the text of a TUF root.json', root);
    return new SigstoreRoots({ tuf: { mirror, root: { data: Buffer.from(root).toString('base64') } } }, 'tuf');
  }

  private constructor(
    private readonly fields: RenderedRoots,
    private readonly choice: 'publicGood' | 'keysOnly' | 'tuf',
  ) {}

  /** Whether they are the public ones. */
  public get arePublic(): boolean {
    return this.choice === 'publicGood';
  }

  /** Whether a certificate of this identity can be checked against them. */
  public canCheck(identity: SigningIdentity): boolean {
    return this.choice !== 'keysOnly' || identity.key !== undefined;
  }

  /** @internal */
  public _render(): RenderedRoots {
    return this.fields;
  }
}

function isTufRoot(text: string): boolean {
  try {
    const { signed } = JSON.parse(text) as { readonly signed?: { readonly _type?: unknown } };
    return signed?._type === 'root';
  } catch {
    return false;
  }
}
