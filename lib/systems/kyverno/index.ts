export * from './allowed-images';
export * from './image-trust-policy';
export * from './namespaces';
export * from './registry-allow-list';
export * from './registry-credentials';
export * from './require-limits';
export * from './sigstore-roots';
