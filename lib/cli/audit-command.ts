import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  type Assembled,
  type EnvironmentsBy,
  LARGEST_FILE,
  type ReadSources,
  type Source,
  UNNAMED_REPOSITORY,
  assemble,
  decoded,
  fileText,
  readSources,
  tryKustomize,
  withHcl,
} from '../assembly';
import {
  type AuditReport,
  NO_SETTINGS,
  type ReportSubject,
  type Settings,
  type Severity,
  audit,
  githubReport,
  isAtLeast,
  jsonReport,
  junitReport,
  located,
  readSettings,
  sarifReport,
  textByFile,
  unreadable,
} from '../audit';
import { invalid } from '../model';
import { allRules } from '../rules';
import { catalogue } from './rule-catalogue';
import { EXIT, type Terminal, isColoured } from './terminal';
import { ownVersion } from './version';

export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;

export interface AuditOptions {
  readonly format: (typeof FORMATS)[number];
  readonly failOn: Severity;
  readonly environments: EnvironmentsBy;
  readonly environment: ReadonlyMap<string, string>;
  readonly settings?: string;
  readonly kustomize: boolean;
}

/** Audits what lies at the paths and prints the report. Throws `InvalidValue` for settings that it cannot take. */
export async function auditCommand(
  paths: readonly string[],
  options: AuditOptions,
  terminal: Terminal,
): Promise<number> {
  const { settings, folder } = settingsFor(paths, options.settings);
  const sources = await Promise.all(paths.map((path) => sourceOf(path, terminal)));
  const read = await withHcl(readSources(sources, settings.repository ?? UNNAMED_REPOSITORY));
  const asked = read.unreadable.filter(({ origin: { file } }) => isNamed(file, paths));
  for (const { origin, message } of asked) terminal.err(`slipway: ${origin.file ?? ''}: ${message}\n`);
  if (asked.length > 0) return EXIT.usage;
  const assembled = assembleWith(read, settings, folder, options);
  const broken = [...assembled.broken, ...read.unreadable].map(unreadable);
  const report = located(audit(assembled.assembly, allRules, settings.accepted, broken), assembled.passages);
  terminal.out(inFormat(report, subjectOf(assembled), options, terminal));
  return report.findings.some((one) => isAtLeast(one.severity, options.failOn)) ? EXIT.findings : EXIT.clean;
}

function isNamed(file: string | undefined, paths: readonly string[]): boolean {
  return paths.some((path) => file !== undefined && (path === file || relative(path, file) === ''));
}

function assembleWith(read: ReadSources, settings: Settings, folder: string, options: AuditOptions): Assembled {
  const declared = settings.environments.flatMap((one) =>
    one.folder === undefined ? [] : [[one.name, join(folder, one.folder)] as const],
  );
  const given = [...options.environment].map(([name, path]) => [name, join(path).replace(/\/$/, '')] as const);
  return assemble(read, {
    platform: settings.platform,
    environments: settings.environments.map(({ name, issuer }) => ({
      name,
      ...(issuer === undefined ? {} : { issuer }),
    })),
    names: {
      by: options.environments === 'auto' && settings.environments.length > 0 ? 'folder' : options.environments,
      named: new Map([...declared, ...given]),
    },
    ...(options.kustomize ? { kustomize: tryKustomize } : {}),
  });
}

interface FoundSettings {
  readonly settings: Settings;
  /** The folder that the settings lie in. */
  readonly folder: string;
}

function settingsFor(paths: readonly string[], given: string | undefined): FoundSettings {
  const beside = [...paths.filter((path) => path !== '-'), '.'].map((path) => join(folderOf(path), 'slipway.yaml'));
  const file = given ?? beside.find((path) => existsSync(path));
  if (file === undefined) return { settings: NO_SETTINGS, folder: '.' };
  const read = fileText(file);
  if ('refused' in read) throw invalid('slipway --settings', 'a file that can be read', file, read.refused);
  return { settings: readSettings(read.text, file), folder: dirname(file) };
}

function folderOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
}

async function sourceOf(path: string, { stdin }: Terminal): Promise<Source> {
  if (path !== '-') return { path };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_FILE) break;
  }
  const read = decoded(Buffer.concat(chunks));
  if ('refused' in read) throw invalid('standard input', 'YAML documents', read.refused);
  return { name: 'stdin', text: read.text };
}

function subjectOf({ assembly, others, notes }: Assembled): ReportSubject {
  const resources = assembly.terraform.stacks.length;
  const judged = [
    counted(assembly.manifests.all.length, 'object'),
    ...(resources > 0 ? [counted(resources, 'Terraform stack')] : []),
    ...(assembly.files.all.length > 0 ? [counted(assembly.files.all.length, 'repository file')] : []),
  ];
  const names = assembly.environments.map(({ name }) => name);
  const where =
    names.length > 0 ? ` in ${names.length === 1 ? 'environment' : 'environments'} ${names.join(', ')}` : '';
  return { rules: catalogue, judged: `judged: ${judged.join(', ')}${where}`, others, notes };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function inFormat(report: AuditReport, subject: ReportSubject, options: AuditOptions, terminal: Terminal): string {
  switch (options.format) {
    case 'text':
      return textByFile(report, subject, isColoured(terminal));
    case 'json':
      return jsonReport(report, subject);
    case 'sarif':
      return sarifReport(report, subject, ownVersion());
    case 'junit':
      return junitReport(report, options.failOn);
    case 'github':
      return githubReport(report);
  }
}
