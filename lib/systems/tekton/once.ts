import { type Assembly, readOnce } from '../../assembly';

/** Makes a function of the assembly that works once for each assembly: every rule asks for the same index. */
export function once<T>(make: (assembly: Assembly) => T): (assembly: Assembly) => T {
  return readOnce<T, Assembly>(make);
}
