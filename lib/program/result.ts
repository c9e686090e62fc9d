import { type Assembly, kindOf } from '../assembly';
import { type AuditReport, countsOf, hasErrors, textReport } from '../audit';

/** What a synthesis did. */
export interface SynthResult {
  readonly assembly: Assembly;
  readonly report: AuditReport;
  /** The files that were written, relative to the working folder; none when the report has an error. */
  readonly written: readonly string[];
}

/** Tells a person what happened: findings on standard error, the summary on standard output, and the exit code. */
export function announce(result: SynthResult, milliseconds: number): void {
  const { report } = result;
  if (report.findings.length + report.accepted.length > 0) process.stderr.write(`${textReport(report)}\n`);
  if (hasErrors(report)) {
    process.stderr.write('nothing was written\n');
    process.exitCode = 1;
    return;
  }
  process.stdout.write(summary(result, milliseconds));
}

/** Objects by system, files, findings and time, one line each. */
export function summary({ assembly, report, written }: SynthResult, milliseconds: number): string {
  const systems = new Map<string, number>();
  for (const { object } of assembly.manifests.all) count(systems, systemOf(kindOf(object)));
  for (const stack of assembly.terraform.stacks) {
    for (const resources of Object.values((stack.json['resource'] ?? {}) as Record<string, object>)) {
      count(systems, 'terraform', Object.keys(resources).length);
    }
  }
  if (assembly.files.all.length > 0) count(systems, 'repository files', assembly.files.all.length);
  const objects = [...systems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([system, number]) => `${system} ${number}`);
  return [
    `objects   ${objects.join(', ')}`,
    `files     ${written.length} written`,
    `findings  ${countsOf(report)}`,
    `time      ${(milliseconds / 1_000).toFixed(1)} s`,
    '',
  ].join('\n');
}

const SYSTEMS: readonly (readonly [suffix: string, system: string])[] = [
  ['tekton.dev', 'tekton'],
  ['argoproj.io', 'argo'],
  ['kyverno.io', 'kyverno'],
  ['kustomize.config.k8s.io', 'kustomize'],
  ['gateway.networking.k8s.io', 'gateway'],
  ['istio.io', 'istio'],
];

function systemOf(kind: string): string {
  const group = kind.includes('/') ? kind.slice(0, kind.indexOf('/')) : '';
  return SYSTEMS.find(([suffix]) => group === suffix || group.endsWith(`.${suffix}`))?.[1] ?? 'kubernetes';
}

function count(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
