export { Expr } from './expr';
export * from './query';
export { tryParseWindow, windowText } from './window';
