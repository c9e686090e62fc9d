import { type NamedImage, namedImage } from './named-image';
import { OPEN, isKnown, masked } from './open-text';
import { operandsOf, optionOf } from './running-tasks';
import { type RunCommand } from './step-commands';

/** Where a command puts an image, as it says it. */
export interface PushedName {
  readonly repository?: string;
  /** A repository of ECR, as the AWS command line names it: the account may be left out. */
  readonly inEcr?: { readonly name: string; readonly region?: string; readonly account?: string };
  readonly tag?: string;
  /** Whether it gives the image no tag at all: it is pushed by digest alone. @default false */
  readonly untagged?: boolean;
  readonly isMark: boolean;
}

/** What a command pushes; an empty list where it pushes nothing that is known here. */
export function tryPush(command: RunCommand): readonly PushedName[] {
  return Object.hasOwn(PUSHERS, command.program) ? (PUSHERS[command.program]?.(command.words) ?? []) : [];
}

type Pusher = (words: readonly string[]) => readonly PushedName[];

const PUSHERS: Readonly<Record<string, Pusher>> = {
  buildah: local,
  podman: local,
  docker,
  executor: (words) => (words.includes('--no-push') ? [] : optionOf(words, '--destination', '-d').flatMap(made)),
  buildctl: buildkit,
  'buildctl-daemonless.sh': buildkit,
  skopeo: (words) => (words[0] === 'copy' ? last(operandsOf(words.slice(1), COPY_FLAGS)).flatMap(marked) : []),
  crane: (words) => remote(words, 'push', 'copy', 'tag'),
  oras: (words) => remote(words, 'push', 'copy', 'tag'),
  aws: amazon,
};

const LOCAL_FLAGS = new Set(['--quiet', '-q', '--all', '--remove-signatures', '--all-tags', '-a']);
const COPY_FLAGS = new Set(['--all', '-a', '--quiet', '-q', '--preserve-digests', '--remove-signatures']);

/** `buildah push IMAGE [DESTINATION]`: the last word says where to. */
function local(words: readonly string[]): readonly PushedName[] {
  return words[0] === 'push' ? last(operandsOf(words.slice(1), LOCAL_FLAGS)).flatMap(made) : [];
}

function docker(words: readonly string[]): readonly PushedName[] {
  const [program, verb, what] = words;
  if (program === 'buildx' && verb === 'imagetools' && what === 'create') {
    return words.includes('--dry-run') ? [] : optionOf(words, '--tag', '-t').flatMap(marked);
  }
  const builds = words[0] === 'build' || (words[0] === 'buildx' && words[1] === 'build');
  return builds && words.includes('--push') ? optionOf(words, '--tag', '-t').flatMap(made) : local(words);
}

function buildkit(words: readonly string[]): readonly PushedName[] {
  return optionOf(words, '--output', '-o')
    .filter((output) => /(^|,)push=true(,|$)/.test(output))
    .flatMap((output) => {
      const name = /(?:^|,)"?name=([^,"]+)/.exec(output)?.[1];
      return name === undefined ? [] : made(isByDigest(output) ? `${name}@${OPEN}` : name);
    });
}

/** Whether an output of BuildKit gives no tag to what it pushes. */
export function isByDigest(output: string): boolean {
  return /(^|,)push-by-digest=true(,|$)/.test(output);
}

/** `crane tag IMAGE TAG`, `crane copy FROM TO`, `crane push FILE TO`. */
function remote([verb = '', ...rest]: readonly string[], ...verbs: readonly string[]): readonly PushedName[] {
  if (!verbs.includes(verb === 'cp' ? 'copy' : verb)) return [];
  const [from = '', to = ''] = operandsOf(rest, new Set());
  if (verb === 'tag') return [{ ...placeOf(namedImage(from)), tag: masked(to), isMark: true }];
  return verb === 'push' ? made(to) : marked(to);
}

function amazon(words: readonly string[]): readonly PushedName[] {
  if (words[0] !== 'ecr' || words[1] !== 'put-image') return [];
  const one = (option: string): string | undefined => optionOf(words, option).find(isKnown);
  const [tag] = optionOf(words, '--image-tag');
  const name = one('--repository-name');
  if (name === undefined) return [];
  const [region, account] = [one('--region'), one('--registry-id')];
  const inEcr = { name, ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
  return [{ inEcr, isMark: true, ...(tag === undefined ? {} : { tag: masked(tag) }) }];
}

function made(text: string): readonly PushedName[] {
  return [{ ...pushed(namedImage(text)), isMark: false }];
}

function marked(text: string): readonly PushedName[] {
  return [{ ...pushed(namedImage(text)), isMark: true }];
}

/** Where a name has neither tag nor digest, the tag is `latest`; a digest is pushed without one. */
function pushed(image: NamedImage): Omit<PushedName, 'isMark'> {
  if (image.repository === undefined) return {};
  return { ...placeOf(image), ...(image.byDigest ? { untagged: true } : { tag: image.tag ?? 'latest' }) };
}

function placeOf({ repository }: NamedImage): Pick<PushedName, 'repository'> {
  return repository === undefined ? {} : { repository };
}

function last(words: readonly string[]): readonly string[] {
  return words.slice(-1);
}
