import { type Assembly, readAlikeOnce, readOnce } from '../../assembly';
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
  allMetrics({ manifests }).flatMap(({ template, metric, path }): PlacedQuery[] => {
    const query = metric.provider.prometheus?.query;
    return query === undefined ? [] : [{ template, metric, path, query, parsed: readQuery(manifests, query) }];
  }),
);

/** Every query that could be read; what could not has a finding of its own. */
export function readableQueries({ manifests }: Assembly): readonly ReadableQuery[] {
  return readableOnce(manifests);
}

type ReadableQuery = PlacedQuery & { readonly parsed: ParsedQuery };

const readableOnce = readOnce((manifests) => queriesOnce(manifests).filter(isReadable));

function isReadable(placed: PlacedQuery): placed is ReadableQuery {
  return !isQueryError(placed.parsed);
}

/** Reads a query of an assembly. A thousand services ask the same few, and many rules look at each. */
export const readQuery = readAlikeOnce(
  (query: string) => query,
  (query) => parseQuery(query, ANALYSIS_ARGUMENTS),
);
