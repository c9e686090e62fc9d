import { PredicateType } from '../model';
import { isKnown } from './open-text';
import { operandsOf, optionOf } from './running-tasks';
import { type RunCommand } from './step-commands';

/** What a command signs. */
export interface CommandSignature {
  /** The image, as the command names it. */
  readonly image: string;
  /** The predicate type of what is signed. */
  readonly statement: string;
  /** Whether the signer is who runs the command, rather than a key or another token. */
  readonly isOwn: boolean;
}

/** What a command signs by cosign: the images, or statements about them. */
export function signaturesBy(command: RunCommand): readonly CommandSignature[] {
  const [verb, ...rest] = wordsOfCosign(command);
  if (verb !== 'sign' && verb !== 'attest') return [];
  const type = optionOf(rest, '--type')[0] ?? 'custom';
  const statement = verb === 'sign' ? PredicateType.signature.uri : predicateOf(type);
  const isOwn = !rest.some((word) => OTHERWISE.includes(word.replace(/=.*/, '')));
  return operandsOf(rest, FLAGS).map((image) => ({ image, statement, isOwn }));
}

/** The words behind `cosign`, whichever program starts it. */
function wordsOfCosign({ program, words }: RunCommand): readonly string[] {
  if (program === 'cosign') return words;
  return STARTERS.has(program) && words.includes('cosign') ? words.slice(words.indexOf('cosign') + 1) : [];
}

const STARTERS = new Set(['xargs', 'sudo', 'time', 'timeout', 'env']);

const FLAGS = new Set([
  ...['--yes', '-y', '--k8s-keychain', '--recursive', '-r', '--sk', '--tlog-upload', '--upload', '--replace'],
  ...['--allow-insecure-registry', '--allow-http-registry', '--new-bundle-format', '--use-signing-config', '-d'],
  ...['--verbose', '--insecure-skip-verify', '--no-upload', '--issue-certificate'],
]);

/** What names the signer otherwise than by the pod's own token. */
const OTHERWISE = ['--key', '--sk', '--identity-token', '--certificate', '--fulcio-auth-flow'];

/** @see https://github.com/sigstore/cosign/blob/main/doc/cosign_attest.md */
const PREDICATES: Readonly<Record<string, string>> = {
  ...{ slsaprovenance: 'https://slsa.dev/provenance/v0.2', slsaprovenance02: 'https://slsa.dev/provenance/v0.2' },
  slsaprovenance1: PredicateType.provenance.uri,
  link: 'https://in-toto.io/Link/v1',
  ...{ spdx: PredicateType.spdx.uri, spdxjson: PredicateType.spdx.uri },
  cyclonedx: PredicateType.cycloneDx.uri,
  vuln: PredicateType.vulnerabilities.uri,
  openvex: 'https://openvex.dev/ns',
  custom: 'https://cosign.sigstore.dev/attestation/v1',
};

function predicateOf(type: string): string {
  return isKnown(type) && Object.hasOwn(PREDICATES, type) ? (PREDICATES[type] ?? type) : type;
}
