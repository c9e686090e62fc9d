/** One step of a promotion, as far as rules read it. */
export interface PromotionStep {
  readonly uses?: string;
  readonly config?: {
    readonly path?: string;
    readonly repoURL?: string;
    readonly checkout?: readonly { readonly branch?: string; readonly path: string }[];
    readonly images?: readonly { readonly image: string; readonly tag?: string; readonly digest?: string }[];
    readonly updates?: readonly { readonly key: string; readonly value: unknown }[];
  };
}

export interface FreightRequest {
  readonly origin: { readonly kind: string; readonly name: string };
  readonly sources: { readonly direct?: boolean; readonly stages?: readonly string[] };
}

export interface StageObject {
  readonly spec: {
    readonly requestedFreight: readonly FreightRequest[];
    readonly promotionTemplate?: { readonly spec: { readonly steps?: readonly PromotionStep[] } };
    readonly verification?: { readonly analysisTemplates?: readonly { readonly name: string }[] };
  };
}

export interface WarehouseObject {
  readonly spec: {
    readonly subscriptions: readonly {
      readonly image?: {
        readonly repoURL: string;
        readonly allowTags?: string;
        readonly ignoreTags?: readonly string[];
      };
    }[];
  };
}

export interface ProjectConfigObject {
  readonly spec?: {
    readonly promotionPolicies?: readonly {
      readonly stage?: string;
      readonly stageSelector?: { readonly name?: string };
      readonly autoPromotionEnabled?: boolean;
    }[];
  };
}

export interface PromotionStrategyObject {
  readonly spec: {
    readonly activeCommitStatuses?: readonly { readonly key: string }[];
    readonly environments: readonly { readonly branch: string; readonly autoMerge?: boolean }[];
  };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'kargo.akuity.io/Stage': StageObject;
    'kargo.akuity.io/Warehouse': WarehouseObject;
    'kargo.akuity.io/ProjectConfig': ProjectConfigObject;
    'promoter.argoproj.io/PromotionStrategy': PromotionStrategyObject;
  }
}
