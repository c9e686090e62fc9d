import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Ruling } from '../engine';
import { schemaFile } from './github';
import { type WorkflowFile } from './workflow-files';

interface Definition {
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, string | { readonly type: string }>>;
    readonly 'loose-value-type'?: string;
  };
  readonly 'one-of'?: readonly string[];
  readonly sequence?: { readonly 'item-type': string };
  readonly 'allowed-values'?: readonly string[];
}

type Schema = Readonly<Record<string, Definition>>;

const ROOT = 'workflow-root-strict';

/** What GitHub's schema has and the model has not, each with the reason; nothing below a refused key is asked for. */
const REFUSED: Readonly<Record<string, string>> = {
  'workflow-root-strict.defaults': 'each script says its own shell and folder, so a step can be read and moved alone',
  'job-factory.defaults': 'each script says its own shell and folder, so a step can be read and moved alone',
  'on-mapping-strict.project': 'GitHub has removed classic projects',
  'on-mapping-strict.project_card': 'GitHub has removed classic projects',
  'on-mapping-strict.project_column': 'GitHub has removed classic projects',
  'on-mapping-strict.pull_request_comment': 'it never happens; GitHub asks for issue_comment in its place',
  'permissions-mapping.repository-projects': 'GitHub has removed classic projects',
  'wait-step.id': 'nothing can be read of such a step',
  'wait-all-step.id': 'nothing can be read of such a step',
  'cancel-step.id': 'nothing can be read of such a step',
  'concurrency-queue=single': 'it is what GitHub does where nothing is said',
};

/** Goes through GitHub's schema key by key: each is in what programs have written, or refused with a reason. */
export async function everyKey(files: readonly WorkflowFile[]): Promise<Ruling> {
  const { definitions } = JSON.parse(readFileSync(await schemaFile(), 'utf8')) as { readonly definitions: Schema };
  const used = new Set<string>();
  for (const { text } of files) visit(definitions, ROOT, load(text), used);
  const asked = new Set<string>();
  collect(definitions, ROOT, asked, new Set());
  const missing = [...asked].filter((key) => !used.has(key) && !(key in REFUSED));
  const stale = Object.keys(REFUSED).filter((key) => !asked.has(key) || used.has(key));
  return {
    judged: `GitHub's schema: ${asked.size} keys and words, ${Object.keys(REFUSED).length} refused with a reason`,
    refusals: [
      ...missing.map((key) => `no program says ${key}`),
      ...stale.map((key) => `refused in vain: ${key}`),
      ...(asked.size < 300 ? [`only ${asked.size} keys were found`] : []),
    ],
  };
}

/** All keys and words below a definition. */
function collect(schema: Schema, name: string, asked: Set<string>, seen: Set<string>): void {
  if (seen.has(name)) return;
  seen.add(name);
  const { mapping, sequence, ...definition } = schema[name] ?? {};
  for (const [key, type] of Object.entries(mapping?.properties ?? {})) {
    asked.add(`${name}.${key}`);
    if (!(`${name}.${key}` in REFUSED)) collect(schema, typeOf(type), asked, seen);
  }
  definition['allowed-values']?.forEach((word) => asked.add(`${name}=${word}`));
  const below = [mapping?.['loose-value-type'], sequence?.['item-type'], ...(definition['one-of'] ?? [])];
  below.forEach((one) => one !== undefined && collect(schema, one, asked, seen));
}

/** The keys and words that a value uses, read as a definition says. */
function visit(schema: Schema, name: string, value: unknown, used: Set<string>): void {
  const definition = schema[name] ?? {};
  if (Array.isArray(value)) {
    const item = definition.sequence?.['item-type'];
    if (item !== undefined) value.forEach((one) => visit(schema, item, one, used));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, below] of Object.entries(value)) {
      const type = definition.mapping?.properties?.[key];
      if (type !== undefined) used.add(`${name}.${key}`);
      const next = type === undefined ? definition.mapping?.['loose-value-type'] : typeOf(type);
      if (next !== undefined) visit(schema, next, below, used);
    }
  } else if (definition['allowed-values']?.includes(String(value))) {
    used.add(`${name}=${String(value)}`);
  }
  definition['one-of']?.filter((one) => isFor(schema, one, value)).forEach((one) => visit(schema, one, value, used));
}

/** Whether a map has what that kind of map must have: steps are told apart by it. */
function isFor(schema: Schema, name: string, value: unknown): boolean {
  const properties = schema[name]?.mapping?.properties;
  if (!properties || typeof value !== 'object' || value === null) return true;
  return Object.keys(value).every((key) => key in properties || key === 'cache-mode');
}

function typeOf(type: string | { readonly type: string }): string {
  return typeof type === 'string' ? type : type.type;
}
