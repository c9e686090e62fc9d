import { type App } from 'cdk8s';
import { Manifests, RepositoryFiles, TerraformConfig } from '../assembly';
import { type Accepted, audit, hasErrors, textReport } from '../audit';
import { Platform, type PlatformVersions } from '../model';
import { allRules } from '../rules';
import { renderKubernetes } from './kubernetes-tree';

export interface AuditOnSynthProps {
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

/**
 * Audits a plain cdk8s app whenever it is synthesized: with an error `app.synth()` throws the whole report and writes
 * nothing; warnings go to standard error. Call it once, anywhere before `app.synth()`.
 */
export function auditOnSynth(app: App, props: AuditOnSynthProps = {}): void {
  const platform = Platform.of(props.platform ?? {});
  let known: string[] | undefined;
  const validate = (): string[] => {
    // cdk8s validates the whole app once for every chart, all in one go: the tree does not change in between
    if (known === undefined) queueMicrotask(() => (known = undefined));
    known ??= complaints(app, platform, props.accepted ?? []);
    return known;
  };
  app.node.addValidation({ validate });
}

function complaints(app: App, platform: Platform, accepted: readonly Accepted[]): string[] {
  const report = audit(
    {
      platform,
      environments: [],
      manifests: new Manifests(renderKubernetes(app)),
      terraform: new TerraformConfig([]),
      files: new RepositoryFiles([]),
    },
    allRules,
    accepted,
  );
  if (hasErrors(report)) return [textReport(report)];
  if (report.findings.length > 0) process.stderr.write(`${textReport(report)}\n`);
  return [];
}
