import { fieldsOf, textMap, tryText } from './field';

export type Access = 'none' | 'read' | 'write';

/** What a job's token may do, as a workflow or a job declares it. */
export class Permissions {
  private constructor(
    private readonly all: Access | undefined,
    private readonly scopes: ReadonlyMap<string, Access>,
  ) {}

  /** Reads the value of `permissions`; nothing where there is none. */
  public static tryRead(value: unknown): Permissions | undefined {
    if (value === undefined) return undefined;
    const word = tryText(value);
    if (word === 'write-all') return new Permissions('write', new Map());
    if (word === 'read-all') return new Permissions('read', new Map());
    const scopes = Object.entries(textMap(fieldsOf(value)));
    return new Permissions(undefined, new Map(scopes.map(([scope, access]) => [scope, accessOf(access)])));
  }

  /** What it may do in a scope. What is not named is not given. */
  public of(scope: string): Access {
    return this.all ?? this.scopes.get(scope) ?? 'none';
  }

  public get isWriteAll(): boolean {
    return this.all === 'write';
  }

  /** The scopes that are named, in their order. */
  public get named(): readonly (readonly [scope: string, access: Access])[] {
    return [...this.scopes];
  }
}

function accessOf(text: string): Access {
  return text === 'write' || text === 'read' ? text : 'none';
}
