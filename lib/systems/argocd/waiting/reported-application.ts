/** The fields of an Application's status that tell whether something has arrived. */
export interface ReportedApplication {
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string; readonly revisions?: readonly string[] };
    readonly health?: { readonly status?: string };
    readonly operationState?: {
      readonly phase?: string;
      readonly message?: string;
      readonly syncResult?: { readonly revision?: string; readonly revisions?: readonly string[] };
    };
    readonly history?: readonly { readonly revision?: string; readonly revisions?: readonly string[] }[];
    readonly summary?: { readonly images?: readonly string[] };
  };
}
