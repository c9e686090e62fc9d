export * as awsCli from './aws-cli';
export * as buildah from './buildah';
export * as buildkit from './buildkit';
export * as cosign from './cosign';
export * as git from './git';
export * as go from './go';
export * as golangciLint from './golangci-lint';
export * as grype from './grype';
export * as kaniko from './kaniko';
export * as maven from './maven';
export * as node from './node';
export * as python from './python';
export * as ruff from './ruff';
export * as syft from './syft';
export * as trivy from './trivy';
export { type BuildProps } from './build';
export { type EndOfLife, tryEndOfLife } from './end-of-life';
export {
  type GoLanguageProps,
  type JavaLanguageProps,
  Language,
  type LanguageJob,
  type NodeLanguageProps,
  type PythonLanguageProps,
  type Reports,
} from './language';
export { BASE_IMAGES, type Pin, PINS } from './pins';
export { type PlainScript, type PlainValue, Variable, plainSh } from './plain-shell';
export { PROMOTER_VARIABLES, type PromoterProps, promoterScript } from './promoter';
export { type Promotion, promotionScript } from './promotion';
export { atLeast, type Severity } from './severity';
export { type ShellTag } from './shell-tag';
export { Tool, type ToolFacts } from './tool';
export { Toolbox, type ToolName } from './toolbox';
export { joined, type Part, partsOf, type Word } from './word';
