/** Where a piece of the assembly comes from: the construct that rendered it, or the place in a file it was read from. */
export interface Origin {
  /** The construct's path in its tree, such as `staging/order-service/rollout`. */
  readonly construct?: string;
  /** The file it was read from, or will be written to, relative to the output folder. */
  readonly file?: string;
  /** The line in that file, counted from 1, when it was read. */
  readonly line?: number;
}

/** An origin in few words, for reports: `file:line`, else the construct's path. */
export function originText(origin: Origin): string {
  if (origin.line !== undefined && origin.file !== undefined) return `${origin.file}:${origin.line}`;
  return origin.construct ?? origin.file ?? 'unknown';
}
