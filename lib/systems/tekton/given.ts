import { invalid } from '../../model';

/** Declarations of nothing: what something without params, results, workspaces or volumes declares. */
export type None = Readonly<Record<never, never>>;

/** Params or workspaces as they are declared: whether each must be given. */
export type Needs = Readonly<Record<string, { readonly need: string }>>;

/** Refuses a name that is not declared (Tekton ignores an unknown param silently) and one that is required and missing. */
export function checkGiven(place: string, declared: Needs, given: Readonly<Record<string, unknown>> = {}): void {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const known = Object.keys(declared);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(place, known.length === 0 ? 'none' : `some of ${known.join(', ')}`, unknown);
  const missing = known.filter((name) => declared[name]?.need === 'required' && !names.includes(name));
  if (missing.length > 0) throw invalid(place, `all required ones`, names, `give ${missing.join(', ')}`);
}
