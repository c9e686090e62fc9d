import { type Assembly, type Manifests, readOnce } from '../../assembly';
import { ANALYSIS_ARGUMENTS, isQueryError, type ParsedQuery, parseQuery, type QueryError } from '../../promql';
import { allMetrics, type PlacedMetric } from './analyses';

/** A metric that asks Prometheus, with its query as it was read. */
export interface PlacedQuery extends PlacedMetric {
  readonly query: string;
  readonly parsed: ParsedQuery | QueryError;
}

/** Every query of an assembly. */
export function queriesOf({ manifests }: Assembly): readonly PlacedQuery[] {
  return queriesOnce(manifests);
}

const queriesOnce = readOnce((manifests) =>
  allMetrics({ manifests }).flatMap((placed): PlacedQuery[] => {
    const query = placed.metric.provider.prometheus?.query;
    return query === undefined ? [] : [{ ...placed, query, parsed: readQuery(manifests, query) }];
  }),
);

/** Every query that could be read; what could not has a finding of its own. */
export function readableQueries(assembly: Assembly): readonly (PlacedQuery & { readonly parsed: ParsedQuery })[] {
  return queriesOf(assembly).flatMap((placed) =>
    isQueryError(placed.parsed) ? [] : [{ ...placed, parsed: placed.parsed }],
  );
}

/** Reads a query of an assembly. A thousand services ask the same few, and many rules look at each: each is read once. */
export function readQuery(manifests: Manifests, query: string): ParsedQuery | QueryError {
  const known = readSoFar(manifests);
  const parsed = known.get(query) ?? parseQuery(query, ANALYSIS_ARGUMENTS);
  known.set(query, parsed);
  return parsed;
}

const readSoFar = readOnce(() => new Map<string, ParsedQuery | QueryError>());
