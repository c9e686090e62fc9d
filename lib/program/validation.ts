import { readFileSync } from 'node:fs';
import { type Assembly, Manifests, RepositoryFiles, TerraformConfig, readManifests } from '../assembly';
import { type Accepted, type Finding, audit, unreadable } from '../audit';
import { Platform, type PlatformVersions } from '../model';
import { allRules } from '../rules';

/** What `properties:` of the entry in cdk8s.yaml may say. */
export interface SlipwayValidationProps {
  /**
   * What is installed where the manifests will run.
   * @default the newest releases that slipway knows
   */
  readonly platform?: PlatformVersions;
  /**
   * Findings that somebody has looked at and answers for.
   * @default none
   */
  readonly accepted?: readonly Accepted[];
}

/** The part of cdk8s-cli's validation context that is used here. */
export interface Cdk8sValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Cdk8sViolation): void;
    submit(status: 'success' | 'failure'): void;
  };
}

interface Cdk8sViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/**
 * slipway's rules as a validation plugin of `cdk8s synth`, for apps that use none of its constructs. In cdk8s.yaml:
 * `validations: [{ package: ./node_modules/slipway, class: SlipwayValidation, version: 0.1.0 }]`. Only errors fail the synthesis.
 * @see https://cdk8s.io/docs/latest/plugins/validation/
 */
export class SlipwayValidation {
  private readonly platform: Platform;

  /** Throws `Platform.<part>: …` for a version that slipway cannot judge for. */
  public constructor(private readonly props: SlipwayValidationProps = {}) {
    this.platform = Platform.of(props.platform ?? {});
  }

  /** Called by cdk8s-cli with the files that it has synthesized. */
  public validate(context: Cdk8sValidationContext): Promise<void> {
    const { assembly, broken } = readAssembly(context.manifests, this.platform);
    const { findings } = audit(assembly, allRules, this.props.accepted, broken);
    for (const finding of findings) context.report.addViolation(toViolation(finding));
    context.report.submit(findings.some(({ severity }) => severity === 'error') ? 'failure' : 'success');
    return Promise.resolve();
  }
}

function readAssembly(files: readonly string[], platform: Platform): { assembly: Assembly; broken: Finding[] } {
  const read = files.map((file) => readManifests(readFileSync(file, 'utf8'), file, ''));
  const broken = read.flatMap((one) => one.broken.map(unreadable));
  const manifests = new Manifests(read.flatMap((one) => one.manifests));
  return {
    assembly: {
      platform,
      environments: [],
      manifests,
      terraform: new TerraformConfig([]),
      files: new RepositoryFiles([]),
    },
    broken,
  };
}

function toViolation({ rule, severity, place, message, repair }: Finding): Cdk8sViolation {
  const locations = place.path === undefined ? [] : [place.path];
  return {
    ruleName: `${rule} (${severity})`,
    recommendation: message,
    fix: repair,
    violatingResources: [{ resourceName: nameIn(place.subject), locations, manifestPath: place.origin.file ?? '' }],
  };
}

/** cdk8s-cli finds the construct of a resource by its bare name. */
function nameIn(subject: string): string {
  return subject.slice(Math.max(subject.lastIndexOf('/'), subject.lastIndexOf(' ')) + 1);
}
