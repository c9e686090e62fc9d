export * from './limit';
export * from './measurement';
export * from './prometheus';
