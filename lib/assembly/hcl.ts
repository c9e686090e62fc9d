/** What a `.tf` file holds in the shape of Terraform's JSON, or why it cannot be read. */
export type ReadHcl =
  | { readonly json: Readonly<Record<string, unknown>>; readonly lines: ReadonlyMap<string, number> }
  | { readonly refused: string; readonly line: number };

/** Parses HCL; throws what is wrong with it. */
type Parse = (file: string, text: string) => Promise<Record<string, unknown>>;

/**
 * Reads a text of HCL as Terraform's JSON would say it: blocks as objects, `jsonencode` of what is written there as its
 * JSON, a dynamic block of a resource as if it were made once. Any other expression stays the text `${…}`; of those, what
 * the folder's literal `locals` and policy documents answer is put in when its files are together (`withReferences`).
 * `lines` has the line of each resource by `type.name`. Never throws; the parser loads at the first call, in about a second.
 */
export async function readHcl(text: string): Promise<ReadHcl> {
  if (isTooDeep(text)) return { refused: TOO_DEEP, line: 1 };
  try {
    const { parse } = await import('@cdktn/hcl2json');
    const file = plain(await answered(parse(FILE, text)));
    const json = {
      ...file,
      terraform: mergedBlocks(file['terraform']),
      resource: await named(file['resource'], parse),
      data: dataOf(file['data']),
    };
    return { json, lines: resourceLines(text) };
  } catch (error) {
    return refusal(error);
  }
}

const FILE = 'main.tf';

/** `parse config: [main.tf:2,6-3,1: Invalid expression; Expected the start … main.tf:9,1-2: …]` */
const COMPLAINT = /main\.tf:(\d+),[\d,-]+: (.+?)(?= main\.tf:\d+,[\d,-]+: |\]?$)/s;

const TOO_DEEP = 'it is nested too deeply to be read';
/** How deep a text may be nested: the parser needs a stack for each level, and fails at some hundreds. */
const DEEPEST = 100;
const SIGNS = new RegExp(`(?:[!-]\\s*){${DEEPEST}}|(?:\\?[^?\\n]*){${DEEPEST}}`);

/** Brackets, signs and choices, quotes and comments not considered. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}()]/g)) {
    open = '[{('.includes(bracket) ? open + 1 : Math.max(0, open - 1);
    if (open > DEEPEST) return true;
  }
  return SIGNS.test(text);
}

const LONGEST_SECONDS = 60;

/** A parser that a text has brought down answers no more. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = (): void => {
      reject(new Error(`its parser gave no answer in ${LONGEST_SECONDS} seconds`));
    };
    timer = setTimeout(refuse, LONGEST_SECONDS * 1_000);
  });
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer);
  });
}

function refusal(error: unknown): ReadHcl {
  if (error instanceof RangeError) return { refused: TOO_DEEP, line: 1 };
  const said = error instanceof Error ? error.message : String(error);
  const [, line = '1', words = said] = COMPLAINT.exec(said) ?? [];
  return { refused: words.replace(/\.$/, '').replace(/ main\.tf:(\d+),[\d-]+/, ' line $1'), line: Number(line) };
}

/** Blocks of two labels: type → name → body. */
async function named(blocks: unknown, parse: Parse): Promise<Record<string, unknown>> {
  const types = Object.entries(plain(blocks)).map(async ([type, byName]) => {
    const bodies = Object.entries(plain(byName)).map(
      async ([name, written]) => [name, await bodyOf(mergedBlocks(written), parse)] as const,
    );
    return [type, Object.fromEntries(await Promise.all(bodies))] as const;
  });
  return Object.fromEntries(await Promise.all(types));
}

/** Data as it is written: of a dynamic block nobody here knows how often it is made. */
function dataOf(blocks: unknown): Record<string, unknown> {
  const types = Object.entries(plain(blocks)).map(([type, byName]) => {
    const bodies = Object.entries(plain(byName)).map(([name, written]) => [name, mergedBlocks(written)] as const);
    return [type, Object.fromEntries(bodies)] as const;
  });
  return Object.fromEntries(types);
}

async function bodyOf(block: Record<string, unknown>, parse: Parse): Promise<Record<string, unknown>> {
  const { dynamic, ...fields } = block;
  const made = Object.entries(plain(dynamic)).map(([label, blocks]) => [
    label,
    list(plain(list(blocks)[0])['content']),
  ]);
  const all = { ...(Object.fromEntries(made) as Record<string, unknown>), ...fields };
  const read = Object.entries(all).map(async ([key, value]) => [key, await encoded(value, parse)] as const);
  return Object.fromEntries(await Promise.all(read));
}

const JSON_OF = /^\$\{\s*jsonencode\((.*)\)\s*\}$/s;

/** The JSON that `jsonencode` makes of an object that is written there; a key or a whole value that more than locals decide keeps it unknown. */
async function encoded(value: unknown, parse: Parse): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => encoded(one, parse)));
  if (typeof value === 'object' && value !== null) {
    const read = Object.entries(value).map(async ([key, one]) => [key, await encoded(one, parse)] as const);
    return Object.fromEntries(await Promise.all(read));
  }
  const [, argument] = typeof value === 'string' ? (JSON_OF.exec(value) ?? []) : [];
  if (argument === undefined) return value;
  try {
    const [locals] = list((await answered(parse(FILE, `locals {\n value = ${argument}\n}`)))['locals']);
    const content = plain(locals)['value'];
    return typeof content === 'object' && keysAreKnown(content) ? JSON.stringify(content) : value;
  } catch {
    return value;
  }
}

/** What the locals of the folder may say; the reader of a policy asks whether they do. */
const LOCAL = /\$\{\(?local\.[\w.-]+\)?\}/g;

function keysAreKnown(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, inner]) => !key.replaceAll(LOCAL, '').includes('${') && keysAreKnown(inner),
  );
}

/** A block may be written in several pieces: Terraform joins those of `terraform`, and has one of each resource. */
function mergedBlocks(blocks: unknown): Record<string, unknown> {
  const pieces = list(blocks).map(plain);
  const providers = pieces.flatMap((piece) => list(piece['required_providers']).map(plain));
  const all = Object.assign({}, ...pieces) as Record<string, unknown>;
  return providers.length === 0 ? all : { ...all, required_providers: Object.assign({}, ...providers) as unknown };
}

const RESOURCE = /^[ \t]*resource[ \t]+"?([\w-]+)"?[ \t]+"?([\w-]+)"?[ \t]*\{/;

function resourceLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const [, type, name] = RESOURCE.exec(line) ?? [];
    if (type !== undefined && !lines.has(`${type}.${name ?? ''}`)) lines.set(`${type}.${name ?? ''}`, index + 1);
  }
  return lines;
}

function plain(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
