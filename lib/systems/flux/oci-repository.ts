import { Construct } from 'constructs';
import * as source from '../../../imports/source.toolkit.fluxcd.io';
import { Duration, type ImageDigest, type ImageRepository, type SigningIdentity, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type FluxSource } from './flux-source';

/** Which artifact of an OCI repository is applied. */
export class OciRef {
  /** One artifact: nothing deploys until somebody names another. */
  public static digest(digest: ImageDigest): OciRef {
    return new OciRef({ digest: digest.text });
  }

  /** The artifact that a tag leads to now. Throws `OciRef.tag: …`. */
  public static tag(tag: string): OciRef {
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) throw invalid('OciRef.tag', 'a tag', tag);
    return new OciRef({ tag });
  }

  /** The newest version within a range, such as `1.x`. Throws `OciRef.semver: …`. */
  public static semver(range: string): OciRef {
    if (range.trim() === '') throw invalid('OciRef.semver', 'a range of versions', range);
    return new OciRef({ semver: range });
  }

  private constructor(private readonly ref: source.OciRepositorySpecRef) {}

  /** @internal */
  public _render(): source.OciRepositorySpecRef {
    return this.ref;
  }
}

/** Whose signature an artifact needs. */
export class OciVerification {
  /** Signed without keys by exactly this workflow or person. Throws `OciVerification.keyless: …` for a signer with a key. */
  public static keyless({ certificate }: SigningIdentity): OciVerification {
    if (!certificate)
      throw invalid('OciVerification.keyless', 'a signer with a certificate', 'a key', 'use OciVerification.key');
    const { issuer, subject } = certificate;
    return new OciVerification({ matchOidcIdentity: [{ issuer: exactly(issuer), subject: exactly(subject) }] });
  }

  /** Signed with the private half of one of the `.pub` keys in a Secret that is made elsewhere. */
  public static key(secret: Named): OciVerification {
    return new OciVerification({ secretRef: { name: secret.name } });
  }

  private constructor(private readonly signer: Omit<source.OciRepositorySpecVerify, 'provider'>) {}

  /** @internal */
  public _render(): source.OciRepositorySpecVerify {
    return { provider: source.OciRepositorySpecVerifyProvider.COSIGN, ...this.signer };
  }
}

export interface OciRepositoryProps extends ObjectProps {
  /** Where the artifacts are. */
  readonly repository: ImageRepository;
  readonly ref: OciRef;
  /** Whose signature they need: what is not signed so is not applied. */
  readonly verify: OciVerification;
  /** The Secret with the registry's credentials, made elsewhere. @default those of the node or of the cloud, as `login` says */
  readonly secret?: Named;
  /** The cloud whose identity opens the registry. @default none */
  readonly login?: 'aws' | 'azure' | 'gcp';
  /** How often Flux looks. @default 1 minute */
  readonly interval?: Duration;
}

/** Signed manifests or charts in an image registry that Flux follows. */
export class OciRepository extends Construct implements FluxSource {
  public readonly kind = 'OCIRepository';
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: OciRepositoryProps) {
    super(scope, id);
    const { repository, ref, verify, secret, login, interval = Duration.minutes(1) } = props;
    this.name = props.name;
    new source.OciRepository(this, 'Default', {
      metadata: renderMetadata('OciRepository', props),
      spec: {
        interval: interval.toString(),
        timeout: '1m',
        url: `oci://${repository.address}`,
        ref: ref._render(),
        verify: verify._render(),
        ...(login && { provider: CLOUDS[login] }),
        ...(secret && { secretRef: { name: secret.name } }),
      },
    });
  }
}

const CLOUDS = {
  aws: source.OciRepositorySpecProvider.AWS,
  azure: source.OciRepositorySpecProvider.AZURE,
  gcp: source.OciRepositorySpecProvider.GCP,
} as const;

/** Flux reads both as regular expressions of Go. */
function exactly(text: string): string {
  return `^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}
