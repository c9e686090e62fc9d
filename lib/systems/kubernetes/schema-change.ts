import { invalid } from '../../model';

/** What a contracting change relies on. */
export interface ContractProps {
  /** The release since which no running version reads or writes what is taken away, such as `v1.4.2` or a commit. */
  readonly unusedSince: string;
}

/**
 * Which half of a change of a database schema a migration is. Old and new pods run side by side through every rollout, and a
 * rollback runs the old ones again: so what they use may be added before they come, and taken away only after they are gone.
 */
export class SchemaChange {
  /** It only adds: the pods that run now work with the schema before and after. */
  public static readonly expand = new SchemaChange({ 'delivery/schema-change': 'expand' });

  /** It takes away what no pod uses any more. There is no way back to older releases. Throws `SchemaChange.unusedSince: …`. */
  public static contract({ unusedSince }: ContractProps): SchemaChange {
    if (!/^\S+$/.test(unusedSince)) throw invalid('SchemaChange.unusedSince', 'a release or a commit', unusedSince);
    return new SchemaChange({ 'delivery/schema-change': 'contract', 'delivery/unused-since': unusedSince });
  }

  private constructor(private readonly annotations: Readonly<Record<string, string>>) {}

  /** @internal */
  public _render(): Readonly<Record<string, string>> {
    return this.annotations;
  }
}
