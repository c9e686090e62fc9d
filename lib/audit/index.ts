export * from './accepted';
export * from './audit';
export * from './finding';
export * from './rule';
export * from './text-report';
export * from './example';
export * from './schema-set';
export { checkSchemas, type SchemaCheck } from './schema';
