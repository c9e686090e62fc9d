import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { invalid } from '../model';
import { SEAL_SCOPES, type SealScope, seal, sealingKey } from '../systems/secrets/seal';
import { type SealedManifest, readSealed, sealedText } from '../systems/secrets/sealed-manifest';
import { EXIT, type Terminal } from './terminal';

interface SealOptions {
  readonly certificate: string;
  readonly name: string;
  readonly namespace: string;
  readonly scope: SealScope;
  readonly type?: string;
  readonly key: ReadonlyMap<string, string>;
  readonly envFile?: string;
  readonly output?: string;
}

/** Declares the command on the program. */
export function addSeal(program: Command, terminal: Terminal, end: (code: number) => void): void {
  program
    .command('seal')
    .description("seal values for a cluster's Sealed Secrets controller; values come from files or standard input only")
    .requiredOption('--certificate <file>', "the controller's certificate: kubeseal --fetch-cert")
    .requiredOption('--name <name>', 'the name of the Secret')
    .requiredOption('--namespace <name>', 'its namespace')
    .addOption(new Option('--scope <scope>', 'where it can be opened').choices(SEAL_SCOPES).default('strict'))
    .option('--type <type>', 'the type of the Secret (default: Opaque)')
    .option('--key <name=file>', 'a key, and the file with its value (repeatable)', keyed, new Map())
    .option('--env-file <file>', 'lines of NAME=value; - for standard input')
    .option('--output <file>', 'the SealedSecret to write; keys that it has already stay (default: standard output)')
    .action(async (options: SealOptions) => {
      end(await sealCommand(options, terminal));
    });
}

async function sealCommand(options: SealOptions, terminal: Terminal): Promise<number> {
  const { name, namespace, scope, type, output } = options;
  const key = sealingKey((await read('--certificate', options.certificate)).toString('utf8'), new Date());
  const values = await valuesOf(options, terminal);
  if (values.size === 0) throw invalid('slipway seal', '--key or --env-file', 'no value');
  const encrypted = [...values].map(([field, value]) => [field, seal(value, key, { name, namespace, scope })] as const);
  const before = output === undefined ? undefined : await existing(output);
  const manifest: SealedManifest = {
    ...{ name, namespace, scope },
    type: type ?? before?.type,
    encryptedData: { ...sameSecret(before, options)?.encryptedData, ...Object.fromEntries(encrypted) },
  };
  if (output === undefined) terminal.out(sealedText(manifest));
  else await replaceFile(output, sealedText(manifest));
  return EXIT.clean;
}

/** A value sealed for another Secret could not be opened in this one. */
function sameSecret(before: SealedManifest | undefined, options: SealOptions): SealedManifest | undefined {
  const wrong = (['name', 'namespace', 'scope'] as const).find((field) => before && before[field] !== options[field]);
  if (before && wrong) {
    throw invalid('slipway seal --output', `a SealedSecret with the ${wrong} ${options[wrong]}`, before[wrong]);
  }
  return before;
}

async function valuesOf({ key, envFile }: SealOptions, terminal: Terminal): Promise<ReadonlyMap<string, Buffer>> {
  const values = new Map<string, Buffer>();
  for (const [name, file] of key) values.set(name, await read('--key', file));
  if (envFile === undefined) return values;
  const text = (envFile === '-' ? await readAll(terminal.stdin) : await read('--env-file', envFile)).toString('utf8');
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const [, name, value] = /^([-._A-Za-z0-9]{1,253})=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw invalid('slipway seal --env-file', 'NAME=value', `something else in line ${i + 1}`);
    }
    values.set(name, Buffer.from(value));
  });
  return values;
}

function keyed(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [, name, file] = /^([-._A-Za-z0-9]{1,253})=(.+)$/.exec(text) ?? [];
  if (name === undefined || file === undefined) throw new InvalidArgumentError('Write it as name=file.');
  return new Map([...before, [name, file]]);
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function read(option: string, file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw invalid(`slipway seal ${option}`, 'a file that can be read', file);
  });
}

async function existing(file: string): Promise<SealedManifest | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : readSealed(text);
}

/** Written beside the file and moved over it, so that an interrupted run loses nothing. */
async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, text, { mode: 0o644 });
  await rename(fresh, file);
}
