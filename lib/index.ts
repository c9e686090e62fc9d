export { type Accepted, type AuditReport, type Finding, accept } from './audit';
export * from './delivery';
export * from './model';
export * from './program';
export * from './repository';
export {
  BlueGreen,
  Canary,
  Metric,
  Prometheus,
  Promotion,
  RollingUpdate,
  SmokeTest,
  Step as CanaryStep,
  Traffic,
} from './systems/rollouts';
export { Buildah, BuildKit, Grype, Kaniko, Trivy } from './systems/tekton';
export { Toolbox, type ToolName } from './tools';
