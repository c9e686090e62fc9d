/** Whom Fulcio certifies, by which token: a ServiceAccount, a workflow, a pipeline. */
export interface KeylessIdentity {
  /** The subject; pieces that only a run decides, such as its branch, are each `…`. */
  readonly subject: string;
  /** Nothing where the assembly does not say which cluster the environment is in. */
  readonly issuer?: string;
  /** The repository whose run it is, where the certificate names one. */
  readonly repository?: string;
}
