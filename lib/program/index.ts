export { type HelmCharts } from './charts/helm-chart';
export * from './environment';
export * from './program';
export { type SynthResult } from './result';
export * from './audit-on-synth';
export * from './validation';
