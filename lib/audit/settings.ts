import { type EnvironmentFacts, type OneDocument, readDocument } from '../assembly';
import { InvalidValue, Platform, type PlatformVersions, invalid } from '../model';
import { type Accepted, type AcceptedProps, accept } from './accepted';

/** An environment as `slipway.yaml` knows it. */
export interface EnvironmentSettings extends EnvironmentFacts {
  /** The folder of its manifests, relative to the settings file. */
  readonly folder?: string;
}

/** What a `slipway.yaml` says of the files beside it. */
export interface Settings {
  readonly platform: Platform;
  /** The repository that the files lie in, `owner/name`. */
  readonly repository?: string;
  readonly environments: readonly EnvironmentSettings[];
  readonly accepted: readonly Accepted[];
}

/** What holds where there is no `slipway.yaml`. */
export const NO_SETTINGS: Settings = { platform: Platform.newest, environments: [], accepted: [] };

/** Reads a `slipway.yaml`. Throws `<file> <field>: …` for everything that it should not say. */
export function readSettings(text: string, file: string): Settings {
  const document = opened(text, file);
  if (document.value === null) return NO_SETTINGS;
  const fields = new Fields(file, '', document.value);
  fields.only('platform', 'repository', 'environments', 'accepted');
  const repository = fields.tryText('repository');
  return {
    platform: platformOf(fields.tryChild('platform')),
    ...(repository === undefined ? {} : { repository }),
    environments: environmentsOf(fields.tryChild('environments')),
    accepted: fields.list('accepted').map((one, i) => acceptedOf(one, file, document.lineOf(`accepted[${i}]`))),
  };
}

function opened(text: string, file: string): OneDocument {
  try {
    return readDocument(text);
  } catch (error) {
    throw new InvalidValue(file, 'one YAML document', error instanceof Error ? error.message : String(error));
  }
}

const PARTS: readonly (keyof PlatformVersions)[] = [
  'kubernetes',
  'tekton',
  'triggers',
  'rollouts',
  'kyverno',
  'cosign',
];

function platformOf(fields: Fields | undefined): Platform {
  if (!fields) return Platform.newest;
  fields.only(...PARTS);
  const versions = Object.fromEntries(PARTS.map((part) => [part, fields.tryText(part)]));
  return fields.refusedAs(() => Platform.of(versions));
}

function environmentsOf(fields: Fields | undefined): EnvironmentSettings[] {
  return (fields?.names() ?? []).map((name) => {
    const environment = fields?.tryChild(name);
    environment?.only('issuer', 'folder');
    const [issuer, folder] = [environment?.tryText('issuer'), environment?.tryText('folder')];
    return { name, ...(issuer === undefined ? {} : { issuer }), ...(folder === undefined ? {} : { folder }) };
  });
}

function acceptedOf(fields: Fields, file: string, line: number): Accepted {
  fields.only('rule', 'reason', 'owner', 'subject');
  const subject = fields.tryText('subject');
  const props: AcceptedProps = {
    reason: fields.text('reason'),
    owner: fields.text('owner'),
    ...(subject === undefined ? {} : { subject }),
  };
  const rule = fields.text('rule');
  return fields.refusedAs(() => ({ ...accept(rule, props), origin: { file, line } }));
}

/** The fields of a map in the settings, each taken out with its place in the error. */
class Fields {
  private readonly values: ReadonlyMap<string, unknown>;

  public constructor(
    private readonly file: string,
    private readonly path: string,
    value: unknown,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw invalid(this.place(), 'a map of fields', value);
    this.values = new Map(Object.entries(value));
  }

  public names(): string[] {
    return [...this.values.keys()];
  }

  public only(...known: readonly string[]): void {
    const unknown = this.names().find((name) => !known.includes(name));
    if (unknown !== undefined) throw invalid(this.place(unknown), `one of ${known.join(', ')}`, unknown);
  }

  public tryText(name: string): string | undefined {
    const value = this.values.get(name);
    if (value === undefined || typeof value === 'string') return value;
    throw invalid(this.place(name), 'a text', value, typeof value === 'number' ? 'put it in quotes' : undefined);
  }

  public text(name: string): string {
    const value = this.tryText(name);
    if (value === undefined) throw invalid(this.place(name), 'a text', undefined);
    return value;
  }

  public tryChild(name: string): Fields | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : new Fields(this.file, this.within(name), value);
  }

  public list(name: string): Fields[] {
    const value = this.values.get(name) ?? [];
    if (!Array.isArray(value)) throw invalid(this.place(name), 'a list', value);
    return value.map((one, i) => new Fields(this.file, `${this.within(name)}[${i}]`, one));
  }

  /** Runs what refuses values by itself, and names the file before its words. */
  public refusedAs<T>(make: () => T): T {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      const field = error.place.slice(error.place.indexOf('.') + 1);
      throw new InvalidValue(this.place(field), error.expected, error.got, error.repair);
    }
  }

  private within(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private place(name?: string): string {
    const path = name === undefined ? this.path : this.within(name);
    return path === '' ? this.file : `${this.file} ${path}`;
  }
}
