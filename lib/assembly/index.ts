export * from './assembly';
export * from './manifests';
export * from './origin';
export * from './repository-files';
export * from './terraform-config';
export * from './yaml';
export * from './read-manifests';
export * from './read-once';
