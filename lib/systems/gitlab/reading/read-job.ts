import { type Place } from '../../../audit';
import { type ReadDocument } from './documents';

/** A value of a file, with its place. */
export interface Placed<T = unknown> {
  readonly value: T;
  readonly document: ReadDocument;
  /** The field, such as `build.script`. */
  readonly path: string;
}

/** What is defined by a name, in the order in which later definitions are laid over earlier ones. */
export type Definitions = ReadonlyMap<string, readonly Placed[]>;

type Fields = ReadonlyMap<string, Placed>;

/** A job with everything that it inherits. */
export class ReadJob {
  /** Nothing where the name does not stand for a map. */
  public static tryRead(name: string, definitions: Definitions, isWhole: boolean): ReadJob | undefined {
    const last = definitions.get(name)?.at(-1);
    if (last === undefined || !isMap(last.value)) return undefined;
    const trail = new Set<string>();
    const missing: string[] = [];
    const own = inherited(name, definitions, trail, missing);
    return new ReadJob(name, last, withDefaults(own, definitions), definitions, isWhole && missing.length === 0);
  }

  private constructor(
    public readonly name: string,
    private readonly placed: Placed,
    private readonly fields: Fields,
    private readonly definitions: Definitions,
    /** Whether everything that it inherits can be read. */
    public readonly isWhole: boolean,
  ) {}

  /** A field, own or inherited. */
  public field(name: string): Placed | undefined {
    return this.fields.get(name);
  }

  /** The names of all its fields. */
  public get names(): readonly string[] {
    return [...this.fields.keys()];
  }

  /** Its variables and those of the whole pipeline. */
  public get variables(): Readonly<Record<string, unknown>> {
    const global = this.definitions.get('variables')?.at(-1)?.value;
    const own = this.fields.get('variables')?.value;
    return { ...(isMap(global) ? global : {}), ...(isMap(own) ? own : {}) };
  }

  /** The audiences of its id tokens, by the variable that holds each. */
  public get idTokens(): Readonly<Record<string, readonly string[]>> {
    const tokens = this.fields.get('id_tokens')?.value;
    return Object.fromEntries(
      Object.entries(isMap(tokens) ? tokens : {}).map(([name, token]) => {
        const audience = isMap(token) ? token['aud'] : undefined;
        return [name, (Array.isArray(audience) ? audience : [audience]).map(String)];
      }),
    );
  }

  /** The texts of its scripts, each with its place; what a reference stands for is looked up. */
  public get scripts(): readonly Placed<string>[] {
    return ['before_script', 'script', 'after_script'].flatMap((name) => {
      const field = this.fields.get(name);
      return field === undefined ? [] : this.texts(field, 0);
    });
  }

  /** Where a field of the job stands, or the job itself. */
  public place(at: Placed = this.placed, line = at.document.lineOf(at.path)): Place {
    const path = at.path === this.placed.path ? {} : { path: at.path.replace(`${this.name}.`, '') };
    return { origin: { ...at.document.origin, line }, subject: `job ${this.name}`, ...path };
  }

  private texts({ value, document, path }: Placed, depth: number): readonly Placed<string>[] {
    if (typeof value === 'string') return [{ value, document, path }];
    if (!Array.isArray(value) || depth > 10) return [];
    const [first, second] = value as readonly unknown[];
    const referred = depth > 0 && typeof first === 'string' ? this.definitions.get(first)?.at(-1) : undefined;
    if (referred !== undefined && isMap(referred.value) && typeof second === 'string') {
      const inner = { ...referred, value: referred.value[second], path: `${referred.path}.${second}` };
      return this.texts(inner, depth + 1);
    }
    return value.flatMap((item: unknown, i) => this.texts({ value: item, document, path: `${path}[${i}]` }, depth + 1));
  }
}

/** The fields of a job and of all that it extends; maps are laid over each other, all else replaces. */
function inherited(name: string, definitions: Definitions, trail: Set<string>, missing: string[]): Map<string, Placed> {
  const fields = new Map<string, Placed>();
  if (trail.has(name)) return fields;
  const placed = definitions.get(name);
  if (placed === undefined) missing.push(name);
  const inner = new Set(trail).add(name);
  for (const one of placed ?? []) {
    if (!isMap(one.value)) continue;
    const parents = one.value['extends'];
    for (const parent of Array.isArray(parents) ? parents : parents === undefined ? [] : [parents]) {
      inherited(String(parent), definitions, inner, missing).forEach((field, key) => layOver(fields, key, field));
    }
    for (const [key, value] of Object.entries(one.value)) {
      layOver(fields, key, { value, document: one.document, path: `${one.path}.${key}` });
    }
  }
  return fields;
}

function layOver(fields: Map<string, Placed>, key: string, field: Placed): void {
  const before = fields.get(key)?.value;
  const both = isMap(before) && isMap(field.value);
  fields.set(key, both ? { ...field, value: { ...before, ...field.value } } : field);
}

/** @see https://docs.gitlab.com/ci/yaml/#default */
const DEFAULTS =
  'after_script artifacts before_script cache hooks id_tokens image interruptible retry services tags timeout'.split(
    ' ',
  );
const GLOBAL = ['image', 'services', 'cache', 'before_script', 'after_script'];

function withDefaults(own: Map<string, Placed>, definitions: Definitions): Fields {
  const inherit = own.get('inherit')?.value;
  const wanted = isMap(inherit) ? inherit['default'] : undefined;
  const takes = (name: string): boolean => (Array.isArray(wanted) ? wanted.includes(name) : wanted !== false);
  for (const name of DEFAULTS.filter((one) => !own.has(one) && takes(one))) {
    const global = definitions.get('default')?.at(-1);
    if (global !== undefined && isMap(global.value) && name in global.value) {
      own.set(name, { ...global, value: global.value[name], path: `default.${name}` });
    } else if (GLOBAL.includes(name)) {
      const top = definitions.get(name)?.at(-1);
      if (top !== undefined) own.set(name, top);
    }
  }
  return own;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
