import { go } from '../../../tools';
import { Volume } from '../volume';
import { Workspace } from '../workspace';
import { type ReadyTaskProps } from './ready-task';

/** What every task that runs the Go toolchain has. */
export interface GoTaskProps extends ReadyTaskProps {
  /** The packages to work on. @default ['./...'] */
  readonly packages?: readonly string[];
  /** Build tags. @default none */
  readonly tags?: readonly string[];
  /** More environment, such as `GOPROXY` or `GOPRIVATE`. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** The size of downloaded modules and builds at which the pod is stopped, such as `10Gi`. @default none */
  readonly cacheSize?: string;
}

/** The workspace of a Go task. */
export const GO_WORKSPACES = { source: Workspace.required({ description: 'The checkout, with go.mod at its root.' }) };

/** The folder that belongs to the step's user and holds all that Go keeps: the image's own belongs to root. */
export const GO_FOLDER = '/var/cache/go';

/** The volumes of a Go task. */
export function goVolumes({ cacheSize }: GoTaskProps): { readonly cache: Volume } {
  return { cache: Volume.emptyDir({ sizeLimit: cacheSize }) };
}

/** The environment of a Go task. */
export function goEnvironment({ env = {} }: GoTaskProps): Readonly<Record<string, string>> {
  return { ...go.environment(GO_FOLDER), ...env };
}
