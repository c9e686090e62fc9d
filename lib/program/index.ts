export * from './environment';
export * from './program';
export * from './repository-file';
export { type SynthResult } from './result';
export * from './audit-on-synth';
export * from './validation';
