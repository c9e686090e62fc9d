/**
 * Fields of an object that a controller writes while it works. GitOps applies the rest of the object and has to leave these:
 * each entry is one of Argo CD's `ignoreDifferences`.
 */
export interface OwnedFields {
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** The fields, as jq paths; `[]?` also fits an object that has no such list, where `[]` would make Argo CD ignore nothing. */
  readonly jqPathExpressions: readonly string[];
}
