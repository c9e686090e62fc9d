export type { Build, BuildFacts, BuildIntent } from './build';
export * from './delivery';
export * from './deployed-service';
export { GitHubBuild, type GitHubGoBuildProps } from './github-build';
export * from './go-service-pipeline';
export * from './guarded-folder';
export * from './promotion-pipeline';
export type { PodUser, RegistryProps, RegistryUser, WorkflowUser } from './registry';
export { type BuildSecrets, type GoBuildProps, TektonBuild } from './tekton-build';
