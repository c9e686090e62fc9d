export { Codecov, type KeptToken } from './codecov';
export { type ImagePlatform, type ImageSource } from './image-intent';
export {
  type GitOpsRepository,
  type PromoterApp,
  type PromotionIntent,
  type PromotionTarget,
  PromotionWorkflow,
  type PromotionWorkflowProps,
} from './promotion-workflow';
export * from './pull-request-ci';
export { type AssumedRole, RegistryLogin } from './registry-login';
export * from './release-workflow';
export { type BuildInputs, ReusableBuild, type ReusableBuildProps, SharedRegistry } from './reusable-build';
export { Scanner, type ScannerProps } from './scanner';
export * from './slack';
export { Language, type Severity, Toolbox } from '../../../tools';
