import { basename, dirname } from 'node:path';
import { type ReadHcl, readHcl } from './hcl';
import { type Origin } from './origin';
import { type ReadSources, type SourceFile } from './sources';

/** Whether a path is that of Terraform's own language. */
export function isHcl(path: string): boolean {
  return path.endsWith('.tf');
}

/** The same sources with their `.tf` files read. The parser of HCL is loaded only where there is one. */
export async function withHcl(read: ReadSources): Promise<ReadSources> {
  if (!read.files.some(({ path }) => isHcl(path))) return read;
  const files: SourceFile[] = [];
  for (const file of read.files) {
    const [passage] = isHcl(file.path) ? file.passages : [];
    files.push(passage ? { ...file, ...held(file.path, await readHcl(passage.text)) } : file);
  }
  return { ...read, files };
}

function held(file: string, read: ReadHcl): Pick<SourceFile, 'stacks' | 'broken'> {
  if ('refused' in read) return { stacks: [], broken: [{ origin: { file, line: read.line }, message: read.refused }] };
  const origins = new Map([...read.lines].map(([name, line]): [string, Origin] => [name, { file, line }]));
  const stack = { name: basename(dirname(file)), json: read.json, origin: { file, line: 1 }, origins };
  return { stacks: [stack], broken: [] };
}
