export { Certificates, type CertificatesProps } from './certificates';
export { Env, type EnvValue, type EnvValues } from './env';
export { type None } from './given';
export { type ObjectProps } from './object-props';
export {
  Param,
  type ParamNeed,
  type ParamProps,
  type ParamRefs,
  type Params,
  type ParamsProp,
  type ParamValues,
} from './param';
export * from './pipeline';
export {
  PipelineRun,
  type PipelineRunOptions,
  type PipelineRunProps,
  type RenderedPipelineRun,
  renderPipelineRun,
  type RunName,
  type TaskRunSpec,
  type Timeouts,
} from './pipeline-run';
export {
  type FinallyProps,
  FinallyTask,
  type GraphOptions,
  PipelineTask,
  type PlacedTask,
  type RunOptions,
  type RunProps,
} from './pipeline-task';
export { type PodTemplate, type Toleration } from './pod-template';
export {
  ArrayRef,
  DigestRef,
  ImageRef,
  ObjectRef,
  Ref,
  type Scope,
  type Source,
  StringRef,
  text,
  type Text,
} from './reference';
export * from './remote-task';
export { type Resources } from './resources';
export { Result, type ResultFile, type ResultFiles, type ResultRefs, type Results } from './result';
export * from './runnable-task';
export { bash, busybox, type Script, type ScriptValue, sh } from './script';
export { NON_ROOT, type PodSecurityLevel, Security } from './security';
export * from './step';
export * from './step-action';
export { type CommandBody, type ScriptBody, type StepBody, type StepBodyProps } from './step-body';
export * from './task';
export { type Keys, type RefOf, type Value, type ValueOf, type ValueType } from './value-type';
export { Volume, type VolumeMount, type VolumeRef, type VolumeRefs, type Volumes } from './volume';
export * from './when';
export {
  PipelineWorkspace,
  type PipelineWorkspaces,
  Workspace,
  WorkspaceFolder,
  type WorkspaceKind,
  type WorkspaceNeed,
  type Workspaces,
} from './workspace';
export * from './workspace-source';
export * from './tasks';
export * from './triggers';
