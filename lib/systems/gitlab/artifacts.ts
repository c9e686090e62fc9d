import { type Duration, invalid } from '../../model';

/** Files that GitLab itself reads, as paths in the checkout. */
export interface ArtifactReports {
  /** Results of tests in JUnit's form. */
  readonly junit?: string;
  /** Coverage in Cobertura's form. */
  readonly cobertura?: string;
  /** Lines `NAME=value`: variables of the jobs that need this one. Made of a job's `outputs` by itself. */
  readonly dotenv?: string;
  /** Findings of static analysis in GitLab's own form. */
  readonly sast?: string;
  /** Findings in the packages of an image, in GitLab's own form. */
  readonly containerScanning?: string;
  /** A bill of materials in CycloneDX form. */
  readonly cyclonedx?: string;
}

export interface ArtifactsProps {
  /** Files, folders and globs of the checkout that are kept. @default none but the reports */
  readonly paths?: readonly string[];
  /** What is not kept of them. @default nothing */
  readonly exclude?: readonly string[];
  /** What GitLab itself reads. @default nothing */
  readonly reports?: ArtifactReports;
  /** How long they are kept. */
  readonly expireIn: Duration;
  /** When they are kept. @default 'on_success' */
  readonly when?: 'on_success' | 'on_failure' | 'always';
  /** Who may download them; in a public project anybody could. @default 'developer' */
  readonly access?: 'developer' | 'maintainer' | 'all' | 'none';
}

/** Artifacts as the file has them. Throws `<place>.<prop>: …` for a path outside the checkout, and for no time at all. */
export function renderArtifacts(place: string, props: ArtifactsProps): object {
  const { paths = [], exclude = [], reports = {}, expireIn, when, access = 'developer' } = props;
  [...paths, ...exclude, ...Object.values(reports).map(String)].forEach((path) => inside(place, path));
  if (expireIn.milliseconds < 1000) throw invalid(`${place}.expireIn`, 'a second or more', expireIn.toString());
  return {
    ...(paths.length === 0 ? {} : { paths: [...paths] }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
    ...(when === undefined ? {} : { when }),
    access,
    expire_in: `${Math.ceil(expireIn.inSeconds)} seconds`,
    ...(Object.keys(reports).length === 0 ? {} : { reports: renderReports(reports) }),
  };
}

function renderReports(reports: ArtifactReports): object {
  const { junit, cobertura, dotenv, sast, containerScanning, cyclonedx } = reports;
  return {
    ...(junit === undefined ? {} : { junit }),
    ...(cobertura === undefined ? {} : { coverage_report: { coverage_format: 'cobertura', path: cobertura } }),
    ...(dotenv === undefined ? {} : { dotenv }),
    ...(sast === undefined ? {} : { sast }),
    ...(containerScanning === undefined ? {} : { container_scanning: containerScanning }),
    ...(cyclonedx === undefined ? {} : { cyclonedx }),
  };
}

function inside(place: string, path: string): void {
  if (/^\/|^$|[\n$]/.test(path) || path.split('/').includes('..')) {
    throw invalid(place, 'paths inside the checkout', path);
  }
}
