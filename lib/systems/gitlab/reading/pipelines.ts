import { posix } from 'node:path';
import { type Assembly, addTo, readOnce } from '../../../assembly';
import { documentsOf, type ReadDocument } from './documents';
import { type Placed, ReadJob, type Definitions } from './read-job';

/** A pipeline as far as the files tell of it. */
export interface ReadPipeline {
  readonly document: ReadDocument;
  /** The jobs, without hidden ones. */
  readonly jobs: readonly ReadJob[];
  /** Everything that is defined by a name, hidden jobs too. */
  readonly definitions: Definitions;
  /** The stages in their order. */
  readonly stages: readonly string[];
  readonly workflow: Placed | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether nothing of it lies where it cannot be read: in another project, behind an address, under a glob. */
  readonly isWhole: boolean;
}

/** The pipelines that start from a `.gitlab-ci.yml`, and each other file that none of them includes. */
export function pipelinesOf(assembly: Assembly): readonly ReadPipeline[] {
  return read(assembly);
}

const read = readOnce((assembly: Assembly) => {
  const documents = documentsOf(assembly).filter(({ top }) => top !== undefined);
  const byPath = new Map(documents.map((one) => [`${one.repository}\0${one.path}`, one]));
  const included = new Set<ReadDocument>();
  const roots = documents.filter(({ isRoot }) => isRoot).map((root) => pipelineOf(root, byPath, included));
  const rest = documents.filter((one) => !one.isRoot && !included.has(one));
  return [...roots, ...rest.map((one) => ({ ...pipelineOf(one, byPath, new Set()), isWhole: false }))];
});

type ByPath = ReadonlyMap<string, ReadDocument>;

function pipelineOf(root: ReadDocument, byPath: ByPath, included: Set<ReadDocument>): ReadPipeline {
  const { parts, isWhole } = partsOf(root, byPath, new Set([root]));
  parts.forEach((part) => included.add(part));
  const definitions = new Map<string, Placed[]>();
  for (const part of [...parts, root]) {
    for (const [name, value] of Object.entries(part.top ?? {})) {
      addTo(definitions, name, { value, document: part, path: name });
    }
  }
  const names = [...definitions.keys()].filter((name) => !GLOBALS.has(name) && !name.startsWith('.'));
  const top = (name: string): Placed | undefined => definitions.get(name)?.at(-1);
  return {
    document: root,
    jobs: names.flatMap((name) => ReadJob.tryRead(name, definitions, isWhole) ?? []),
    definitions,
    stages: stagesOf(top('stages')?.value),
    workflow: top('workflow'),
    variables: asMap(top('variables')?.value),
    isWhole,
  };
}

interface Parts {
  readonly parts: readonly ReadDocument[];
  readonly isWhole: boolean;
}

/** The files that a file includes, the innermost first, as GitLab merges them. */
function partsOf(document: ReadDocument, byPath: ByPath, seen: Set<ReadDocument>): Parts {
  const includes: unknown = document.top?.['include'];
  const list: readonly unknown[] = includes === undefined ? [] : Array.isArray(includes) ? includes : [includes];
  const parts: ReadDocument[] = [];
  let isWhole = true;
  for (const one of list) {
    const path = tryLocalPath(one);
    const base = document.isRoot ? posix.dirname(document.path) : '.';
    const part = path === undefined ? undefined : byPath.get(`${document.repository}\0${posix.join(base, path)}`);
    if (part === undefined) isWhole = false;
    else if (!seen.has(part)) {
      seen.add(part);
      const inner = partsOf(part, byPath, seen);
      parts.push(...inner.parts, part);
      isWhole &&= inner.isWhole;
    }
  }
  return { parts, isWhole };
}

function tryLocalPath(include: unknown): string | undefined {
  const local = typeof include === 'string' ? include : asMap(include)['local'];
  return typeof local === 'string' && !/^https?:|[*$]/.test(local) ? local.replace(/^\//, '') : undefined;
}

function stagesOf(value: unknown): readonly string[] {
  const own = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
  return ['.pre', ...(own ?? ['build', 'test', 'deploy']), '.post'];
}

/** A value as a map; an empty one where it is none. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** What at the top of a file is not a job. */
const GLOBALS = new Set(
  'default include stages variables workflow spec image services cache before_script after_script types'.split(' '),
);
