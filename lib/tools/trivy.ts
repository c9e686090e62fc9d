import { type ImageRepository } from '../model';
import { PINS } from './pins';
import { atLeast, type Severity } from './severity';
import { Tool } from './tool';
import { type Word } from './word';

/** Trivy. It finds credentials for ECR by itself. */
export const tool = Tool.pinned(PINS.trivy, { program: 'trivy', shell: 'sh', user: 0 });

export interface ScanProps<R = never> {
  /** The image, by digest. */
  readonly image: Word<R>;
  /** Whether vulnerabilities that nobody has mended yet are left out. */
  readonly ignoreUnfixed: boolean;
}

export interface GateProps<R = never> extends ScanProps<R> {
  /** The least severity that fails. */
  readonly failOn: Severity;
}

export interface ReportProps<R = never> extends ScanProps<R> {
  /** The file for the report in SARIF form. */
  readonly sarif: Word<R>;
}

/** Writes all that is known to be wrong to a file; succeeds whatever it finds. */
export function report<R = never>(props: ReportProps<R>): readonly Word<R>[] {
  return [...scan(props), '--format', 'sarif', '--output', props.sarif, props.image];
}

/** Prints what is bad enough, and exits with 1 where there is any. */
export function gate<R = never>(props: GateProps<R>): readonly Word<R>[] {
  const severities = atLeast(props.failOn).map((severity) => severity.toUpperCase());
  return [...scan(props), '--severity', severities.join(','), '--exit-code', '1', props.image];
}

/** Repositories with Trivy's databases, such as those of a mirror. */
export interface Databases {
  /** What is known of vulnerabilities. @default Aqua's, in public registries */
  readonly vulnerabilities?: ImageRepository;
  /** Which Java archive is which: looked at where an image holds some. @default Aqua's, in public registries */
  readonly java?: ImageRepository;
}

/** The environment in which Trivy works for any user: `folder` is writable and holds its database. */
export function environment(
  folder: string,
  { vulnerabilities, java }: Databases = {},
): Readonly<Record<string, string>> {
  return {
    ...(vulnerabilities === undefined ? {} : { TRIVY_DB_REPOSITORY: vulnerabilities.address }),
    ...(java === undefined ? {} : { TRIVY_JAVA_DB_REPOSITORY: java.address }),
    TRIVY_CACHE_DIR: folder,
    TMPDIR: folder,
    TRIVY_NO_PROGRESS: 'true',
    TRIVY_DISABLE_TELEMETRY: 'true',
    TRIVY_SKIP_VERSION_CHECK: 'true',
  };
}

function scan({ ignoreUnfixed }: ScanProps<unknown>): readonly string[] {
  return ['image', '--image-src', 'remote', '--scanners', 'vuln', ...(ignoreUnfixed ? ['--ignore-unfixed'] : [])];
}
