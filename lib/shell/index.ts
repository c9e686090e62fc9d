export { type Quoting, ShellQuoting } from './shell-quoting';
export * from './shell-text';
export * from './purpose';
export * from './shell-commands';
export * from './manifest-edits';
