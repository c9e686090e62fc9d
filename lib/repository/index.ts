export * from './repository-file';
