import { type Place } from '../../audit';
import { type ReadDockerfile } from './reading';

/** A line of a Dockerfile, as a report names it. */
export function at({ file }: ReadDockerfile, line: number, keyword: string): Place {
  return { origin: { ...file.origin, line }, subject: `Dockerfile ${file.path}`, path: keyword };
}
