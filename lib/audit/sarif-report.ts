import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Origin } from '../assembly';
import { type AuditReport } from './audit';
import { type Finding, type Severity } from './finding';
import { type ReportSubject } from './report-subject';
import { type RuleDescription } from './rule';

const LEVELS = { error: 'error', warning: 'warning', advice: 'note' } as const satisfies Record<Severity, string>;

/** What of SARIF 2.1.0 a report of slipway uses. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly version: string; readonly rules: SarifRule[] } };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: SarifResult[];
}

export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: (typeof LEVELS)[Severity] };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: (typeof LEVELS)[Severity];
  readonly message: { readonly text: string };
  readonly locations: SarifLocation[];
  readonly partialFingerprints: { readonly [name: string]: string };
  readonly suppressions?: { readonly kind: 'external'; readonly justification: string }[];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
  readonly logicalLocations: { readonly fullyQualifiedName: string }[];
}

/**
 * A report for GitHub code scanning and other readers of SARIF 2.1.0. Accepted findings are in it as suppressed results.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function sarifReport(report: AuditReport, subject: ReportSubject, version: string): string {
  return `${JSON.stringify(sarifLog(report, subject, version), undefined, 2)}\n`;
}

/** The same as an object. */
export function sarifLog(report: AuditReport, subject: ReportSubject, version: string): SarifLog {
  const indices = new Map(subject.rules.map(({ id }, i) => [id, i]));
  const results = new Results(indices);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'slipway', version, rules: subject.rules.map(renderRule) } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...report.findings.map((finding) => results.of(finding)),
          ...report.accepted.map(({ finding, by }) => ({
            ...results.of(finding),
            suppressions: [{ kind: 'external' as const, justification: `${by.reason} (${by.owner})` }],
          })),
        ],
      },
    ],
  };
}

function renderRule({ id, severity, title, why, repair, reference }: RuleDescription): SarifRule {
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}: ${why}` },
    help: { text: `${why}. Repair: ${repair}.`, markdown: `${why}.\n\n**Repair:** ${repair}.` },
    ...(reference === undefined ? {} : { helpUri: reference }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Results whose fingerprints stay the same when lines are added above them. */
class Results {
  private readonly told = new Map<string, number>();

  public constructor(private readonly indices: ReadonlyMap<string, number>) {}

  public of({ rule, severity, place, message, repair }: Finding): SarifResult {
    const ruleIndex = this.indices.get(rule);
    const field = [place.subject, place.path].filter((part) => part !== undefined && part !== '').join(' ');
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: LEVELS[severity],
      message: { text: `${message}. Repair: ${repair}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(place.origin) },
            region: { startLine: place.origin.line ?? 1 },
          },
          logicalLocations: [{ fullyQualifiedName: field }],
        },
      ],
      partialFingerprints: {
        primaryLocationLineHash: this.fingerprint([rule, place.origin.file, place.environment, field, message]),
      },
    };
  }

  private fingerprint(parts: readonly (string | undefined)[]): string {
    const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const before = this.told.get(hash) ?? 0;
    this.told.set(hash, before + 1);
    return `${hash}:${before + 1}`;
  }
}

/** A path relative to the working folder as a URI; GitHub takes it as relative to the repository. */
function uriOf({ file = 'slipway.yaml' }: Origin): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
