import { invalid } from '../../model';
import { type Source } from './reference';

/** What something declares, by kind and name. */
export type Declared = Readonly<
  Partial<Record<'param' | 'result' | 'workspace' | 'volume', Readonly<Record<string, unknown>>>>
>;

const EXPECTED = {
  param: 'a use of the param',
  result: 'a step that writes the result',
  workspace: 'a use of the workspace',
  volume: 'a step that mounts the volume',
} as const;

/**
 * Refuses what is declared and never used: callers would give a param that changes nothing, wait for a result that
 * nobody writes, or bind a volume for nothing. Params that Tekton Chains reads by their name are used by that.
 */
export function refuseUnused(place: string, owner: object, declared: Declared, sources: readonly Source[]): void {
  const used = sources.filter((source) => source.owner === owner);
  for (const kind of ['param', 'result', 'workspace', 'volume'] as const) {
    const names = new Set(used.filter((source) => source.kind === kind).map((source) => source.name));
    const left = Object.keys(declared[kind] ?? {}).find((name) => !names.has(name) && !isChainsHint(kind, name));
    if (left !== undefined)
      throw invalid(`${place}.${kind}s.${left}`, EXPECTED[kind], undefined, 'take it out or use it');
  }
}

/** Refuses a reference to what something else declares: Tekton would leave it as literal text. */
export function refuseForeign(place: string, owner: object, source: Source): void {
  if (source.owner === owner || source.kind === 'context') return;
  throw invalid(
    place,
    'references to what stands in the same object',
    `the ${source.kind} "${source.name}" of another`,
  );
}

/** @see https://tekton.dev/docs/chains/slsa-provenance/ */
function isChainsHint(kind: string, name: string): boolean {
  return (
    kind === 'param' && (name === 'CHAINS-GIT_URL' || name === 'CHAINS-GIT_COMMIT' || name.endsWith('ARTIFACT_INPUTS'))
  );
}
