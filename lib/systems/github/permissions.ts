/**
 * What a job's token may do, as the key `permissions` names it.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export interface Permissions {
  readonly actions?: Access;
  readonly 'artifact-metadata'?: Access;
  readonly attestations?: Access;
  readonly checks?: Access;
  readonly 'code-quality'?: Access;
  readonly contents?: Access;
  readonly 'copilot-requests'?: 'write';
  readonly deployments?: Access;
  readonly discussions?: Access;
  readonly drives?: Access;
  /** A token that says who the job is: for a cloud's role, or a keyless signature. */
  readonly 'id-token'?: 'write';
  readonly issues?: Access;
  readonly models?: 'read';
  readonly packages?: Access;
  readonly pages?: Access;
  readonly 'pull-requests'?: Access;
  readonly 'security-events'?: Access;
  readonly statuses?: Access;
  readonly 'vulnerability-alerts'?: 'read';
}

export type Access = 'read' | 'write';
export type PermissionScope = keyof Permissions;

/** What is asked for, and by whom: the sum of what the steps of a job ask. */
export interface Grant {
  readonly access: Access;
  /** Who asks, in words: an action or the name of a step. */
  readonly for: readonly string[];
}

/** What somebody asks for. */
export interface PermissionRequest {
  readonly by: string;
  readonly permissions: Permissions;
}

/** The least that satisfies everybody who asks, by scope in alphabetical order. */
export function granted(requests: readonly PermissionRequest[]): ReadonlyMap<PermissionScope, Grant> {
  const grants = new Map<PermissionScope, Grant>();
  for (const { by, permissions } of requests) {
    for (const [scope, access] of Object.entries(permissions) as [PermissionScope, Access][]) {
      const before = grants.get(scope);
      const strongest = before?.access === 'write' || access === 'write' ? 'write' : 'read';
      grants.set(scope, { access: strongest, for: [...new Set([...(before?.for ?? []), by])] });
    }
  }
  return new Map([...grants].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The grants as requests again: what a caller must have for a workflow that it calls. */
export function asRequest(by: string, grants: ReadonlyMap<PermissionScope, Grant>): PermissionRequest {
  return { by, permissions: Object.fromEntries([...grants].map(([scope, { access }]) => [scope, access])) };
}
