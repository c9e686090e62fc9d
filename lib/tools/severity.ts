/** How bad a known vulnerability is. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

const RISING: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** A severity and all that are worse. */
export function atLeast(severity: Severity): readonly Severity[] {
  return RISING.slice(RISING.indexOf(severity));
}
