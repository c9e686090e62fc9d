import { assemble, type EnvironmentsBy, ENVIRONMENTS_BY, readSources, tryKustomize, withHcl } from '../lib/assembly';
import { audit, type Finding, isAtLeast, located, SEVERITIES, type Severity, unreadable } from '../lib/audit';
import { Platform, invalid } from '../lib/model';
import { allRules } from '../lib/rules';

/**
 * What the rules say of other people's files, for the page docs/false-alarms.md:
 *
 *   tsx scripts/false-alarms.ts [--by=file] [--sample=4] [--rules=GHA18,KUB075] [--from=warning] <folder>…
 *
 * Each folder is audited by itself, as if it alone were applied; it prints findings of severity error (or from the one
 * given upwards) by rule, and a sample of each rule to be read by hand. Rules are given by their id or its beginning.
 */
async function main(args: readonly string[]): Promise<void> {
  const flag = (name: string): string | undefined =>
    args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  const by = (flag('by') ?? 'auto') as EnvironmentsBy;
  if (!ENVIRONMENTS_BY.includes(by)) throw invalid('false-alarms --by', ENVIRONMENTS_BY.join(', '), by);
  const folders = args.filter((one) => !one.startsWith('--'));
  const audited = await Promise.all(folders.map((folder) => auditOf(folder, by)));
  const from = (flag('from') ?? 'error') as Severity;
  if (!SEVERITIES.includes(from)) throw invalid('false-alarms --from', SEVERITIES.join(', '), from);
  const begins = flag('rules')?.split(',') ?? [''];
  const asked = ({ rule, severity }: Finding): boolean =>
    isAtLeast(severity, from) && begins.some((begin) => rule.startsWith(begin));
  const findings = audited.flatMap((one) => one.findings).filter(asked);
  const sum = (count: (one: Audited) => number): number => audited.reduce((total, one) => total + count(one), 0);
  console.log(`${sum((one) => one.files)} files, ${sum((one) => one.objects)} objects, ${findings.length} findings`);
  for (const [rule, found] of byRule(findings)) {
    console.log(`${rule}: ${found.length}`);
    for (const one of spread(found, Number(flag('sample') ?? 0))) console.log(`  ${line(one)}`);
  }
}

interface Audited {
  readonly files: number;
  readonly objects: number;
  readonly findings: readonly Finding[];
}

async function auditOf(folder: string, by: EnvironmentsBy): Promise<Audited> {
  const read = await withHcl(readSources([{ path: folder }], 'other/repository'));
  const names = { by, named: new Map<string, string>() };
  const props = { platform: Platform.newest, environments: [], names, kustomize: tryKustomize };
  const { assembly, broken, passages } = assemble(read, props);
  const report = audit(assembly, allRules, [], [...broken, ...read.unreadable].map(unreadable));
  const { findings } = located(report, passages);
  return { files: read.files.length, objects: assembly.manifests.all.length, findings };
}

function byRule(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) groups.set(one.rule, [...(groups.get(one.rule) ?? []), one]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** Some of many, at even distances: the same ones in every run. */
function spread(findings: readonly Finding[], count: number): readonly Finding[] {
  const step = Math.max(1, findings.length / Math.max(1, count));
  return Array.from({ length: Math.min(count, findings.length) }, (_, i) => findings[Math.floor(i * step)]).flatMap(
    (one) => one ?? [],
  );
}

function line({ place: { origin, subject, path }, message }: Finding): string {
  return `${origin.file ?? ''}:${String(origin.line ?? 0)} ${subject} ${path ?? ''}: ${message}`;
}

void main(process.argv.slice(2));
