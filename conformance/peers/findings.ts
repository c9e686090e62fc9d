import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Finished, run } from '../command';
import { SEEDS, seedFiles, seedManifests } from '../seeds/seeds';
import { saidByLint } from '../seeds/verdicts';
import { type Installed } from './install';

/** Something that a peer reports. */
export interface PeerFinding {
  readonly peer: string;
  /** Below the folder of the articles. */
  readonly file: string;
  /** Its first and last line; nothing where it speaks of a whole object. */
  readonly lines?: readonly [number, number];
  /** Name of the object, where it names one. */
  readonly name?: string;
  /** Its id and message. */
  readonly text: string;
}

/** Everything that the peers report of the articles' files. */
export async function peerFindings(at: Installed): Promise<readonly PeerFinding[]> {
  return [
    ...(await tektonLint(at)),
    ...(await kubeconform(at)),
    ...(await rolloutsLint()),
    ...(await checkov(at)),
    ...(await zizmor(at)),
    ...(await actionlint(at)),
    ...(await hadolint(at)),
  ];
}

const files = (pattern: RegExp): readonly string[] => seedFiles().filter((file) => pattern.test(file));
const WORKFLOW = /\.github\/workflows\/.*\.ya?ml$/;

/** One article at a time: objects of several files are one delivery. */
async function tektonLint({ node }: Installed): Promise<readonly PeerFinding[]> {
  const found: PeerFinding[] = [];
  for (const file of files(/\/tekton\.yaml$/)) {
    const { stdout } = await run('node', [join(node, 'node_modules', '.bin', 'tekton-lint'), join(SEEDS, file)]);
    for (const [, line = '0', message = '', id = ''] of stdout.matchAll(
      /^ *(\d+):\d+ +(?:error|warning) +(.*?) +(\S+)$/gm,
    ))
      found.push({ peer: 'tekton-lint', file, lines: [Number(line), Number(line)], text: `${id} ${message}` });
  }
  return found;
}

async function kubeconform({ go, schemas }: Installed): Promise<readonly PeerFinding[]> {
  const location = `${schemas}/{{.Group}}_{{.ResourceAPIVersion}}_{{.ResourceKind}}.json`;
  const paths = [...new Set(seedManifests().map(({ file }) => join(SEEDS, file)))];
  const { stdout } = await run(join(go, 'kubeconform'), [
    '-output',
    'json',
    '-strict',
    '-schema-location',
    location,
    ...paths,
  ]);
  const { resources } = JSON.parse(stdout) as { resources: readonly Record<'filename' | 'name' | 'msg', string>[] };
  return resources
    .filter(({ msg }) => !msg.startsWith('could not find schema'))
    .map(({ filename, name, msg }) => ({ peer: 'kubeconform', file: relative(SEEDS, filename), name, text: msg }));
}

async function rolloutsLint(): Promise<readonly PeerFinding[]> {
  const said = await saidByLint(seedManifests());
  return said.flatMap(({ of, refusal }) => {
    const [file = '', , name = ''] = of.split(' ');
    return refusal === undefined ? [] : [{ peer: 'argo rollouts lint', file, name, text: refusal }];
  });
}

interface CheckovReport {
  readonly results: { readonly failed_checks: readonly CheckovFinding[] };
}
interface CheckovFinding {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly file_line_range: readonly [number, number];
}

async function checkov({ python }: Installed): Promise<readonly PeerFinding[]> {
  const args = ['-d', SEEDS, '--compact', '--quiet', '--skip-download', '-o', 'json'];
  const { stdout } = await run(join(python, 'bin', 'python'), ['-m', 'checkov.main', ...args]);
  const read = JSON.parse(stdout) as CheckovReport | readonly CheckovReport[];
  const reports = 'results' in read ? [read] : read;
  return reports.flatMap(({ results }) =>
    results.failed_checks.map(({ check_id: id, check_name: title, file_path: path, file_line_range: lines }) => ({
      peer: 'checkov',
      file: path.replace(/^\//, ''),
      lines,
      text: `${id} ${title}`,
    })),
  );
}

interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly {
    readonly symbolic: { readonly key: { readonly Local?: { readonly verbatim_path: string } } };
    readonly concrete: { readonly location: Record<'start_point' | 'end_point', { readonly row: number }> };
  }[];
}

async function zizmor({ python }: Installed): Promise<readonly PeerFinding[]> {
  const { stdout } = await run(join(python, 'bin', 'zizmor'), ['--offline', '--format', 'json', SEEDS]);
  return (JSON.parse(stdout) as readonly ZizmorFinding[]).flatMap(({ ident, desc, locations }) => {
    const [place] = locations;
    const path = place?.symbolic.key.Local?.verbatim_path;
    if (!place || path === undefined) return [];
    const { start_point: start, end_point: end } = place.concrete.location;
    const lines = [start.row + 1, end.row + 1] as const;
    return [{ peer: 'zizmor', file: relative(SEEDS, path), lines, text: `${ident} ${desc}` }];
  });
}

async function actionlint({ go }: Installed): Promise<readonly PeerFinding[]> {
  const found: PeerFinding[] = [];
  for (const file of files(WORKFLOW)) {
    const { stdout } = await run(join(go, 'actionlint'), ['-format', '{{json .}}', join(SEEDS, file)]);
    for (const { line, kind, message } of listOf<{ line: number; kind: string; message: string }>({ stdout }))
      found.push({ peer: 'actionlint', file, lines: [line, line], text: `${kind} ${message}` });
  }
  return found;
}

async function hadolint({ python }: Installed): Promise<readonly PeerFinding[]> {
  const found: PeerFinding[] = [];
  for (const file of files(/Dockerfile/i)) {
    const text = readFileSync(join(SEEDS, file), 'utf8');
    const answer = await run(join(python, 'bin', 'hadolint'), ['--format', 'json', '-'], { input: text });
    for (const { line, code, message } of listOf<{ line: number; code: string; message: string }>(answer))
      found.push({ peer: 'hadolint', file, lines: [line, line], text: `${code} ${message}` });
  }
  return found;
}

function listOf<T>({ stdout }: Pick<Finished, 'stdout'>): readonly T[] {
  return stdout.trim() === '' ? [] : (JSON.parse(stdout) as readonly T[]);
}
