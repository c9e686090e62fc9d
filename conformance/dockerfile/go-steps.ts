import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command';

const SERVICE = join(__dirname, 'services', 'go');
/** What an ELF file says of its machine, as the builder calls it. */
const MACHINES: Readonly<Record<string, number>> = { amd64: 0x3e, arm64: 0xb7 };

/**
 * Does what the first stage of a Go Dockerfile says, with folders of its own in the place of those of the image, and looks
 * at the program that comes out.
 */
export async function runGoSteps(dockerfile: string, folder: string, architecture: string): Promise<readonly string[]> {
  const [, stage = ''] = readFileSync(dockerfile, 'utf8').split(/^FROM /m);
  const source = join(folder, 'src');
  mkdirSync(source, { recursive: true });
  const environment: Record<string, string> = {
    TARGETOS: 'linux',
    TARGETARCH: architecture,
    VERSION: '1.2.3',
    GOCACHE: join(folder, 'builds'),
    GOMODCACHE: join(folder, 'modules'),
    GOPROXY: 'off',
  };
  for (const instruction of stage
    .replace(/ ?\\\n\s*/g, ' ')
    .split('\n')
    .slice(1)) {
    const [keyword = '', ...words] = instruction.split(' ');
    if (keyword === 'ENV') words.forEach((word) => Object.assign(environment, Object.fromEntries([word.split('=')])));
    if (keyword === 'COPY')
      words.slice(0, -1).forEach((path) => cpSync(join(SERVICE, path), join(source, path), { recursive: true }));
    if (keyword !== 'RUN') continue;
    const script = words.filter((word) => !word.startsWith('--mount=')).join(' ');
    const finished = await run('sh', ['-ec', script.replaceAll('/out/', `${folder}/out/`)], {
      cwd: source,
      env: environment,
    });
    if (finished.code !== 0) return [`RUN ${script}: exit ${String(finished.code)}: ${finished.stderr.trim()}`];
  }
  return programFaults(join(folder, 'out', 'order-service'), architecture);
}

async function programFaults(program: string, architecture: string): Promise<readonly string[]> {
  const machine = readFileSync(program).readUInt16LE(18);
  if (machine !== MACHINES[architecture]) return [`the program for ${architecture} is for machine ${String(machine)}`];
  if (process.arch !== (architecture === 'amd64' ? 'x64' : architecture)) return [];
  const { stdout } = await run(program, []);
  return stdout === '1.2.3\n' ? [] : [`the program says it is version ${stdout.trim()}`];
}
