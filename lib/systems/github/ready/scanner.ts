import { atLeast, type Severity } from '../../../tools';
import { scanAction, trivy } from '../actions';
import { type Text } from '../expression';
import { type Step } from '../step';

export interface ScannerProps {
  /** The least severity that fails. @default 'high' */
  readonly failOn?: Severity;
  /** Whether vulnerabilities that nobody has mended yet are left out. @default true */
  readonly ignoreUnfixed?: boolean;
}

/** What is scanned, and where its report goes. */
export interface Scan {
  /** The image: by digest, or by a name that the docker of the machine knows. */
  readonly image: Text;
  /** The file for the report in SARIF form. */
  readonly sarif: string;
}

/** What looks for known vulnerabilities in an image, and when it fails. */
export class Scanner {
  /** Trivy: a report of all that is known, then a gate that prints what is bad enough. */
  public static trivy(props: ScannerProps = {}): Scanner {
    return new Scanner('trivy', trivySteps, props);
  }

  /** Grype: report and gate at once. */
  public static grype(props: ScannerProps = {}): Scanner {
    return new Scanner('grype', grypeSteps, props);
  }

  private constructor(
    public readonly name: 'trivy' | 'grype',
    private readonly steps: (scan: Scan, props: Required<ScannerProps>) => readonly Step[],
    private readonly props: ScannerProps,
  ) {}

  /** @internal */
  public _steps(scan: Scan): readonly Step[] {
    return this.steps(scan, { failOn: this.props.failOn ?? 'high', ignoreUnfixed: this.props.ignoreUnfixed ?? true });
  }
}

/** Two runs: in SARIF form Trivy forgets the severities that are asked for, so a report is no gate. */
function trivySteps({ image, sarif }: Scan, { failOn, ignoreUnfixed }: Required<ScannerProps>): readonly Step[] {
  // Its caches are shared with jobs that run foreign code.
  const scan = { 'scan-type': 'image', 'image-ref': image, scanners: ['vuln'], cache: false } as const;
  return [
    trivy.step({
      id: 'report',
      name: 'Report vulnerabilities',
      with: { ...scan, format: 'sarif', output: sarif, 'exit-code': '0', 'ignore-unfixed': ignoreUnfixed },
    }),
    trivy.step({
      id: 'gate',
      name: `Fail on vulnerabilities that are ${failOn} or worse`,
      with: {
        ...scan,
        format: 'table',
        severity: atLeast(failOn).map((severity) => severity.toUpperCase()),
        'exit-code': '1',
        'ignore-unfixed': ignoreUnfixed,
        'skip-setup-trivy': true,
      },
    }),
  ];
}

function grypeSteps({ image, sarif }: Scan, { failOn, ignoreUnfixed }: Required<ScannerProps>): readonly Step[] {
  return [
    scanAction.step({
      id: 'gate',
      name: `Fail on vulnerabilities that are ${failOn} or worse`,
      with: {
        image,
        'fail-build': true,
        'severity-cutoff': failOn,
        'only-fixed': ignoreUnfixed,
        'output-format': 'sarif',
        'output-file': sarif,
      },
    }),
  ];
}
