import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import * as kargo from '../../../imports/kargo.akuity.io';
import { type TagFamily, dnsLabel, invalid } from '../../model';
import { leaveNamespace } from '../kubernetes/object-props';
import { type GitOpsTarget, type KargoStageProps, renderSteps } from './kargo-stage';

export interface KargoPromotionProps extends Omit<GitOpsTarget, 'branch'> {
  /** The Kargo project, a DNS label; its objects lie in the namespace of this name, which Kargo makes. */
  readonly project: string;
  /** The service: the Warehouse is called so, and its Stages `<service>-<environment>`. */
  readonly service: string;
  /** The tags to choose from, the same that the build pushes. */
  readonly tags: TagFamily;
  /** The platform that the image has to be for, such as `linux/amd64`. @default that of Kargo's controller */
  readonly platform?: string;
  /** The branch of the GitOps repository. @default "main" */
  readonly branch?: string;
  /** The environments in the order in which an image passes through them. */
  readonly stages: readonly KargoStageProps[];
}

/**
 * One image on its way through the environments by Kargo: a Warehouse that sees what is built, and a Stage for each
 * environment that takes only what the one before has verified. The last environment waits for a person.
 */
export class KargoPromotion extends Construct {
  /** The names of the Stages, in order. */
  public readonly stages: readonly string[];

  /** Throws `KargoPromotion.<field>: …`. */
  public constructor(scope: Construct, id: string, props: KargoPromotionProps) {
    super(scope, id);
    const namespace = dnsLabel('KargoPromotion.project', props.project);
    const service = dnsLabel('KargoPromotion.service', props.service);
    checkStages(props.stages);
    this.stages = props.stages.map(({ environment }) => `${service}-${environment}`);
    leaveNamespace(new kargo.Project(this, 'project', { metadata: { name: namespace } }));
    new kargo.ProjectConfig(this, 'policies', {
      metadata: { name: namespace, namespace },
      spec: {
        promotionPolicies: props.stages.map(({ automatic }, i) => ({
          stage: this.stageAt(i),
          autoPromotionEnabled: automatic ?? i < props.stages.length - 1,
        })),
      },
    });
    new kargo.Warehouse(this, 'warehouse', {
      metadata: { name: service, namespace },
      spec: {
        interval: '5m',
        freightCreationPolicy: kargo.WarehouseSpecFreightCreationPolicy.AUTOMATIC,
        subscriptions: [{ image: subscription(props) }],
      },
    });
    props.stages.forEach((stage, i) => this.createStage(stage, i, props));
  }

  private createStage(stage: KargoStageProps, i: number, props: KargoPromotionProps): void {
    const { repository, image, branch = 'main', project: namespace, service } = props;
    const { verifiedBy = [], soak } = stage;
    const requiredSoakTime = soak?.toString();
    new ApiObject(this, stage.environment, {
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Stage',
      metadata: { name: this.stageAt(i), namespace },
      spec: {
        requestedFreight: [
          {
            origin: { kind: 'Warehouse', name: service },
            sources: i === 0 ? { direct: true } : { stages: [this.stageAt(i - 1)], ...(soak && { requiredSoakTime }) },
          },
        ],
        promotionTemplate: { spec: { steps: renderSteps(stage, { repository, branch, image }) } },
        ...(verifiedBy.length > 0 && { verification: { analysisTemplates: verifiedBy.map(({ name }) => ({ name })) } }),
      },
    });
  }

  private stageAt(i: number): string {
    return this.stages[i] ?? '';
  }
}

function checkStages(stages: readonly KargoStageProps[]): void {
  if (stages.length === 0) throw invalid('KargoPromotion.stages', 'at least one environment', stages);
  stages.forEach(({ environment, folder, soak }, i) => {
    dnsLabel('KargoPromotion.environment', environment);
    const others = stages.slice(0, i);
    if (others.some((one) => one.environment === environment)) {
      throw invalid('KargoPromotion.stages', 'environments that differ', environment);
    }
    if (others.some((one) => one.folder === folder))
      throw invalid('KargoPromotion.stages', 'a folder for each', folder);
    if (soak && (i === 0 || !Number.isInteger(soak.inSeconds))) {
      const expected = i === 0 ? 'nothing for the first environment' : 'whole seconds';
      throw invalid('KargoPromotion.soak', expected, soak.toString());
    }
  });
}

/** Kargo orders by the alphabet what has no version; the digits of a time are in order there too. */
function subscription({ image, tags, platform }: KargoPromotionProps): object {
  const { order } = tags;
  if (!order) {
    throw invalid(
      'KargoPromotion.tags',
      'tags that have an order',
      `tags of a ${tags.name}`,
      'use TagFamily.timed or TagFamily.release',
    );
  }
  return {
    repoURL: image.address,
    imageSelectionStrategy: order.by === 'version' ? 'SemVer' : 'Lexical',
    allowTagsRegexes: [order.pattern],
    ...(platform === undefined ? {} : { platform }),
  };
}
