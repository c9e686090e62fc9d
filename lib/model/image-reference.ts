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
const LEGACY_DOCKER_HUB = 'index.docker.io';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[A-Fa-f0-9:]+\\])(?::\\d+)?$`);
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const LONGEST_PATH = 255;
const TAG = /^[\w][\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
/** Clients take such a name for the id of an image. */
const IMAGE_ID = /^[a-f0-9]{64}$/;

/**
 * Reads an image reference the way the Docker and OCI clients do: a first part without dot, colon, capital letter or the
 * word `localhost` belongs to Docker Hub, and a bare name there to `library/`. Nothing comes back where it is not valid.
 * @see https://github.com/distribution/reference
 */
export function tryParseImageReference(text: string): ImageReference | undefined {
  const [name = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest)) || IMAGE_ID.test(text)) return undefined;
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { registry, path } = splitRegistry(tagged ? name.slice(0, colon) : name);
  if (!PATH.test(path) || path.length > LONGEST_PATH || !REGISTRY.test(registry)) return undefined;
  return { registry, path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** `registry/path` without tag and digest: what two references to one repository share. */
export function repositoryOf(reference: ImageReference): string {
  return `${reference.registry}/${reference.path}`;
}

function splitRegistry(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const path = isHost ? name.slice(slash + 1) : name;
  if (isHost && first !== DOCKER_HUB && first !== LEGACY_DOCKER_HUB) return { registry: first, path };
  return { registry: DOCKER_HUB, path: path.includes('/') ? path : `library/${path}` };
}
