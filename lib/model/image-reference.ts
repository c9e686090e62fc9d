/** The parts of an image reference as a container runtime reads it. */
export interface ImageReference {
  /** Host and port of the registry; Docker Hub where the text names none. */
  readonly registry: string;
  /** The path inside the registry, such as `library/golang`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

const DOCKER_HUB = 'docker.io';
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[\w][\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-zA-Z=_-]{32,}$/;

/**
 * Reads an image reference the way the Docker and OCI clients do: a first part without dot, colon or the word
 * `localhost` belongs to Docker Hub, and a bare name there to `library/`. Nothing comes back where it is not valid.
 * @see https://github.com/distribution/reference
 */
export function tryParseImageReference(text: string): ImageReference | undefined {
  const [name = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { registry, path } = splitRegistry(tagged ? name.slice(0, colon) : name);
  if (!PATH.test(path) || !/^[A-Za-z0-9.-]+(:\d+)?$/.test(registry)) return undefined;
  return { registry, path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** `registry/path` without tag and digest: what two references to one repository share. */
export function repositoryOf(reference: ImageReference): string {
  return `${reference.registry}/${reference.path}`;
}

function splitRegistry(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  if (first.includes('.') || first.includes(':') || first === 'localhost') {
    return { registry: first, path: name.slice(slash + 1) };
  }
  return { registry: DOCKER_HUB, path: slash < 0 ? `library/${name}` : name };
}
