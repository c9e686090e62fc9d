import { invalid } from './invalid';
import { Version } from './version';

/** What is installed where the output will run, as `major.minor`; what is left out is the newest release known here. */
export interface PlatformVersions {
  /** @default "1.34" */
  readonly kubernetes?: string;
  /** Tekton Pipelines. @default "1.15" */
  readonly tekton?: string;
  /** Tekton Triggers. @default "0.37" */
  readonly triggers?: string;
  /** Argo Rollouts. @default "1.9" */
  readonly rollouts?: string;
  /** @default "1.19" */
  readonly kyverno?: string;
  /** @default "3.1" */
  readonly cosign?: string;
}

const NEWEST: Required<PlatformVersions> = {
  kubernetes: '1.34',
  tekton: '1.15',
  triggers: '0.37',
  rollouts: '1.9',
  kyverno: '1.19',
  cosign: '3.1',
};

/** Older releases lack what the output relies on: `v1` of Tekton, `autoscaling/v2`, sigstore bundles. */
const OLDEST: Required<PlatformVersions> = {
  kubernetes: '1.28',
  tekton: '1.0',
  triggers: '0.30',
  rollouts: '1.8',
  kyverno: '1.13',
  cosign: '3.0',
};

/** The versions that constructs render for and rules judge against: facts, not guesses. */
export class Platform {
  public static readonly newest = Platform.of({});

  /** Throws `Platform.<part>: …` for a part that is not known, not a version, or older than slipway can render for. */
  public static of(versions: PlatformVersions): Platform {
    const unknown = Object.keys(versions).find((part) => !(part in NEWEST));
    if (unknown !== undefined)
      throw invalid(`Platform.${unknown}`, `one of ${Object.keys(NEWEST).join(', ')}`, unknown);
    return new Platform(
      part(versions, 'kubernetes'),
      part(versions, 'tekton'),
      part(versions, 'triggers'),
      part(versions, 'rollouts'),
      part(versions, 'kyverno'),
      part(versions, 'cosign'),
    );
  }

  private constructor(
    public readonly kubernetes: Version,
    public readonly tekton: Version,
    public readonly triggers: Version,
    public readonly rollouts: Version,
    public readonly kyverno: Version,
    public readonly cosign: Version,
  ) {}
}

function part(versions: PlatformVersions, name: keyof PlatformVersions): Version {
  const version = Version.of(`Platform.${name}`, versions[name] ?? NEWEST[name]);
  if (!version.isAtLeast(OLDEST[name]))
    throw invalid(`Platform.${name}`, `${OLDEST[name]} or newer`, version.toString());
  return version;
}
