import { Construct } from 'constructs';
import * as helm from '../../../imports/helm.toolkit.fluxcd.io';
import { Duration, dnsLabel, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type OciRepository } from './oci-repository';

export interface HelmReleaseProps extends ObjectProps {
  /** The chart, signed, in an image registry. */
  readonly chart: OciRepository;
  /** The ServiceAccount that Helm works with, in the HelmRelease's namespace. */
  readonly serviceAccount: Named;
  /** What the chart is told. No secrets: they are readable by whoever reads Git. @default the chart's own */
  readonly values?: Readonly<Record<string, unknown>>;
  /** The namespace that it is installed in. @default the HelmRelease's */
  readonly into?: string;
  /** What has to be ready before. @default nothing */
  readonly after?: readonly HelmRelease[];
  /** How long an installation may take. @default 5 minutes */
  readonly timeout?: Duration;
  /** How often a failed release is tried again before it is taken back. @default 3 */
  readonly retries?: number;
  /** How often what was changed in the cluster is set back. @default 10 minutes */
  readonly interval?: Duration;
}

/** A Helm chart, kept installed: tried again when it fails, taken back when that does not help, set back when it drifts. */
export class HelmRelease extends Construct {
  public readonly name: string;

  /** Throws `HelmRelease.<field>: …`. */
  public constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    this.name = props.name;
    const { chart, values, into, after = [], retries = 3 } = props;
    if (!Number.isSafeInteger(retries) || retries < 0) throw invalid('HelmRelease.retries', 'a whole number', retries);
    new helm.HelmRelease(this, 'Default', {
      metadata: renderMetadata('HelmRelease', props),
      spec: {
        interval: (props.interval ?? Duration.minutes(10)).toString(),
        timeout: (props.timeout ?? Duration.minutes(5)).toString(),
        chartRef: { kind: helm.HelmReleaseSpecChartRefKind.OCI_REPOSITORY, name: chart.name },
        serviceAccountName: dnsLabel('HelmRelease.serviceAccount', props.serviceAccount.name),
        install: { remediation: { retries } },
        upgrade: { remediation: { retries, remediateLastFailure: true }, cleanupOnFail: true },
        driftDetection: { mode: helm.HelmReleaseSpecDriftDetectionMode.ENABLED },
        ...(into === undefined ? {} : { targetNamespace: dnsLabel('HelmRelease.into', into) }),
        ...(after.length === 0 ? {} : { dependsOn: after.map(({ name }) => ({ name })) }),
        ...(values === undefined ? {} : { values }),
      },
    });
  }
}
