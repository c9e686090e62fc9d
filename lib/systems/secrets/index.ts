export * from './external-secret';
export * from './pull-secret';
export * from './registry-login';
export * from './sealed-secret';
export * from './secret-provider';
export * from './secret-store';
export { type SealScope, type SealedFor, seal, sealingKey } from './seal';
export { type SealedManifest, readSealed, sealedText } from './sealed-manifest';
