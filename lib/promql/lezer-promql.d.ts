/** The package's own types claim an ES module, though its `require` export is CommonJS: the compiler would refuse the import. */
declare module '@prometheus-io/lezer-promql' {
  import { type LRParser } from '@lezer/lr';

  export const parser: LRParser;
}
