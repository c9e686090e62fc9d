export {
  type ErrorRateProps,
  type LatencyProps,
  Limit,
  Prometheus,
  type PrometheusMetricProps,
  type PrometheusOptions,
  type RequestMetricProps,
  type WithoutTraffic,
} from '../../metrics';
export { type Scraped } from '../monitoring';
export { type GatewayRef, type GatewayRouteProps } from '../routing';
export { type AdoptedDeployment } from './adopted-deployment';
export { AnalysisArgument } from './analysis-argument';
export { type AntiAffinity } from './anti-affinity';
export { BlueGreen, type BlueGreenProps, Promotion } from './blue-green';
export { Canary, type CanaryOptions, type CanaryProps, type CanaryThroughProps } from './canary';
export { Check } from './check';
export { type ExperimentProps, type ExperimentTemplate } from './experiment';
export {
  type BackgroundGate,
  Gate,
  type GateContext,
  type GateProps,
  type GateRole,
  type InlineGate,
  type PostPromotionGate,
  type PrePromotionGate,
} from './gate';
export { type ExistingRoute, type GatewayApiProps } from './gateway-api-router';
export { type AlbProps, type NginxProps } from './ingress-router';
export { type IstioProps } from './istio-router';
export { Metric } from './metric';
export { type MetricLimits } from './outcome';
export { type Autoscaled, type Replicas } from './replicas';
export { RolledOutService, type RolledOutServiceProps } from './rolled-out-service';
export { RollingUpdate } from './rolling-update';
export { Rollout, type RolloutProps } from './rollout';
export { type RolloutNames } from './router';
export { type BackgroundSampling, type Sampling } from './sampling';
export { type ScheduleTime } from './schedule';
export { type CommandTestProps, type HttpTestProps, SmokeTest, type SmokeTestProps } from './smoke-test';
export {
  type CanaryScale,
  type HeaderRouteProps,
  type MirrorRouteProps,
  type RouterSkill,
  type RunMetadata,
  Step,
} from './step';
export { type RolloutStrategy } from './strategy';
export { StringMatch } from './string-match';
export { Traffic } from './traffic';
