import { type GitHubRepository, type GitLabProject, invalid, type PinnedImage } from '../../model';
import { Instruction } from './instruction';
import { type Mount } from './mount';

/** What every ready Dockerfile of a service asks. */
export interface ServiceImageProps {
  /** The repository of the service. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The service's name: lower case, as in `order-service`. */
  readonly name: string;
  /** The port that it listens on, above 1023. */
  readonly port: number;
  /** The path inside the repository. @default "Dockerfile" */
  readonly path?: string;
  /** Folders that it writes to, for the rest is read-only in the pod: path → largest size. @default what the language needs */
  readonly writable?: Readonly<Record<string, string>>;
  /** What it is built with. @default the one that slipway was made for */
  readonly builder?: PinnedImage;
  /** What it runs in. @default a distroless image of Debian 13 */
  readonly runtime?: PinnedImage;
  /** What fetching dependencies needs, such as `Mount.secret('netrc', { at: '/root/.netrc' })`. @default nothing */
  readonly fetchMounts?: readonly Mount[];
}

/** The build arguments of every ready Dockerfile: who builds knows them, and git need not be in the context. */
export const VERSION = 'VERSION';
export const REVISION = 'REVISION';

/** The name of a service, which becomes a file's name. */
export function serviceName(name: string): string {
  if (/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name)) return name;
  throw invalid('Dockerfile.name', 'lower-case letters and digits, joined by ".", "_" or "-"', name);
}

/** The steps that put the source and the version on an image. */
export function describedAs({ repository, name }: ServiceImageProps): readonly Instruction[] {
  return [
    Instruction.arg(VERSION, 'unversioned'),
    Instruction.arg(REVISION, 'unknown'),
    Instruction.label({
      'org.opencontainers.image.title': name,
      'org.opencontainers.image.source': repository.url,
      'org.opencontainers.image.version': `$${VERSION}`,
      'org.opencontainers.image.revision': `$${REVISION}`,
    }),
  ];
}
