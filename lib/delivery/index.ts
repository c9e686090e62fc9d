export * from './delivery';
export * from './deployed-service';
export * from './go-service-pipeline';
export * from './guarded-folder';
export * from './promotion-pipeline';
export type { RegistryProps } from './registry';
export { type BuildSecrets, type GoBuildProps, TektonBuild } from './tekton-build';
