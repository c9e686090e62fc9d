export { type BranchEnvironment, BranchPromotion, type BranchPromotionProps } from './branch-promotion';
export { KargoPromotion, type KargoPromotionProps } from './kargo-promotion';
export { type GitOpsTarget, type KargoStageProps } from './kargo-stage';
