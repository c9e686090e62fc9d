import { App } from 'cdk8s';
import { RootConstruct } from 'constructs';
import { type Assembly, Manifests, RepositoryFiles, TerraformConfig } from '../assembly';
import { type Accepted, type AuditReport, audit } from '../audit';
import { Platform, type PlatformVersions } from '../model';
import { RepositoryFile } from '../repository';
import { allRules } from '../rules';
import { type HelmCharts } from './charts/helm-chart';
import { Environment } from './environment';
import { environmentKustomizations } from './environment-kustomizations';
import { renderKubernetes } from './kubernetes-tree';
import { output } from './output';
import { type SynthResult, announce } from './result';
import { TerraformTree } from './terraform-tree';
import { validationFindings } from './validation-findings';

export interface ProgramProps {
  /**
   * What is installed where the output will run.
   * @default the newest releases that slipway knows
   */
  readonly platform?: PlatformVersions;
  /**
   * Findings that somebody has looked at and answers for.
   * @default none
   */
  readonly accepted?: readonly Accepted[];
  /**
   * The version of the Helm charts that a run writes into `charts/`, one for each folder of manifests. Each reads the
   * promoter's file as its values.
   * @default none are written
   */
  readonly charts?: HelmCharts;
}

/** One program for everything between a push and a running service: three construct trees, audited together before a file is written. */
export class Program {
  public readonly platform: Platform;
  /** The root of everything applied to clusters. Make an `Environment` below it for each place where manifests go. */
  public readonly kubernetes = new App();
  /** The root of everything that lies in Git repositories. */
  public readonly files = new RootConstruct('files');
  private readonly accepted: readonly Accepted[];
  private readonly charts: HelmCharts | undefined;
  private terraformTree: TerraformTree | undefined;

  /** Throws `Platform.<part>: …` for a version that slipway cannot render for. */
  public constructor(props: ProgramProps = {}) {
    this.platform = Platform.of(props.platform ?? {});
    this.accepted = props.accepted ?? [];
    this.charts = props.charts;
  }

  /** The root of everything that Terraform makes. The first use loads cdktf, and throws where it is not installed. */
  public get terraform(): TerraformTree['root'] {
    this.terraformTree ??= new TerraformTree();
    return this.terraformTree.root;
  }

  /** Everything the program renders to, as plain data. Nothing is written. */
  public assemble(): Assembly {
    const rendered = renderKubernetes(this.kubernetes);
    return {
      platform: this.platform,
      environments: this.environments(),
      manifests: new Manifests([...rendered, ...environmentKustomizations(rendered)]),
      terraform: new TerraformConfig(this.terraformTree?.render() ?? []),
      files: new RepositoryFiles(this.repositoryFiles()),
    };
  }

  /** What is wrong with it: the complaints of the constructs' own validations, then those of the rules. */
  public audit(assembly: Assembly = this.assemble()): AuditReport {
    const report = audit(assembly, allRules, this.accepted);
    const own = validationFindings([this.kubernetes, this.files], this.terraformTree?.validate() ?? []);
    return { ...report, findings: [...own, ...report.findings] };
  }

  /**
   * Audits everything and then writes it, unless there is an error: `dist/`, `charts/`, `cdktf.out/` and `repositories/` in
   * the working folder, or only the part that `cdk8s synth` or `cdktf synth` has asked for. Prints a summary, the findings on
   * standard error, and sets the exit code to 1 when nothing was written. Throws `Program.charts: …` for what no chart can
   * hold, and `SLIPWAY_CHART: …` where `cdk8s synth --format helm` has more than one chart to choose from.
   */
  public synth(): SynthResult {
    const start = performance.now();
    const assembly = this.assemble();
    const report = this.audit(assembly);
    const beside = { terraform: this.terraformTree?.manifest(), charts: this.charts };
    const result = output(assembly, report, beside);
    announce(result, performance.now() - start);
    return result;
  }

  private environments(): Assembly['environments'] {
    return this.kubernetes.node.children
      .filter((child): child is Environment => child instanceof Environment)
      .map(({ name, cluster }) => ({ name, ...(cluster === undefined ? {} : { issuer: cluster.issuer }) }));
  }

  private repositoryFiles(): RepositoryFiles['all'] {
    return this.files.node
      .findAll()
      .filter((construct) => RepositoryFile.isRepositoryFile(construct))
      .map((file) => ({
        repository: file.repository.fullName,
        path: file.path,
        content: file.content,
        origin: { construct: file.node.path, file: `${file.repository.fullName}/${file.path}` },
      }));
  }
}
