import { type Assembly } from '../assembly';
import { PredicateType } from '../model';
import { once } from '../systems/tekton/once';
import { purposesOf } from '../systems/tekton/task-purpose';
import { type TaskCommand } from './execution';
import { namedImage } from './named-image';
import { isKnown } from './open-text';
import { type PushIndex, pushesOf } from './pushes';
import { type RunningTask, operandsOf, optionOf, runningTasks } from './running-tasks';

/** A task that signs an image, or a statement about one. */
export interface Signer {
  readonly by: RunningTask;
  /** The field of the step. */
  readonly path: string;
  /** The predicate type of what is signed. */
  readonly statement: string;
  /** The repository of the image; nothing where it is not known. */
  readonly repository?: string;
  /** Whom the certificate will name; nothing where a key signs, or it cannot be told. */
  readonly identity?: KeylessIdentity;
}

/** Whom Fulcio certifies: a ServiceAccount, by the issuer of its cluster. */
export interface KeylessIdentity {
  readonly subject: string;
  /** Nothing where the assembly does not say which cluster the environment is in. */
  readonly issuer?: string;
}

/** Who signs in an assembly, found by the repository of the image. */
export class SignerIndex {
  private readonly byRepository = new Map<string, Signer[]>();

  public constructor(
    public readonly all: readonly Signer[],
    /** Whether something may sign that cannot be followed: a task that is fetched, or an image known only when it runs. */
    public readonly hasUnknown: boolean,
  ) {
    for (const signer of all) {
      if (signer.repository === undefined) continue;
      const list = this.byRepository.get(signer.repository);
      if (list) list.push(signer);
      else this.byRepository.set(signer.repository, [signer]);
    }
  }

  /** Who signs the images of a repository, statements about them included. */
  public of(repository: string): readonly Signer[] {
    return this.byRepository.get(repository) ?? [];
  }

  /** Who signs the images themselves. */
  public signaturesOf(repository: string): readonly Signer[] {
    return this.of(repository).filter(({ statement }) => statement === PredicateType.signature.uri);
  }
}

/** The subject on the certificate of a pod. @see https://github.com/sigstore/fulcio/blob/main/docs/oidc.md */
export function subjectOf(namespace: string, account: string): string {
  return `https://kubernetes.io/namespaces/${namespace}/serviceaccounts/${account}`;
}

/** The signers of an assembly; gathered once. */
export const signersOf = once((assembly: Assembly): SignerIndex => {
  const issuers = new Map(assembly.environments.map(({ name, issuer }) => [name, issuer]));
  const pushes = pushesOf(assembly);
  const tasks = runningTasks(assembly);
  const siblings = new Map(tasks.map((task) => [task.execution, new Map<string, RunningTask>()]));
  for (const task of tasks) siblings.get(task.execution)?.set(task.call.task.name, task);
  const all = tasks.flatMap((by) =>
    by.commands
      .filter(({ program, words }) => program === 'cosign' && (words[0] === 'sign' || words[0] === 'attest'))
      .flatMap((command) =>
        signed(by, command, issuers.get(by.environment), (text) =>
          repositoryNamed(text, siblings.get(by.execution), pushes),
        ),
      ),
  );
  return new SignerIndex(all, all.some(({ repository }) => repository === undefined) || tasks.some(mayUnseenSign));
});

/** A task that the assembly does not have, and that is called after signing. */
function mayUnseenSign({ call }: RunningTask): boolean {
  if (call.runs.from === 'assembly') return false;
  const purposes = purposesOf(call);
  return purposes.has('sign') || purposes.has('attest');
}

const FLAGS = new Set([
  ...['--yes', '-y', '--k8s-keychain', '--recursive', '-r', '--sk', '--tlog-upload', '--upload', '--replace'],
  ...['--allow-insecure-registry', '--allow-http-registry', '--new-bundle-format', '--use-signing-config', '-d'],
  ...['--verbose', '--insecure-skip-verify', '--no-upload', '--issue-certificate'],
]);

/** What names the signer otherwise than by the pod's own token. */
const OTHERWISE = ['--key', '--sk', '--identity-token', '--certificate', '--fulcio-auth-flow'];

function signed(
  by: RunningTask,
  { words, path }: TaskCommand,
  issuer: string | undefined,
  repositoryIn: (image: string) => string | undefined,
): readonly Signer[] {
  const [verb, ...rest] = words;
  const type = optionOf(rest, '--type')[0] ?? 'custom';
  const own = !rest.some((word) => OTHERWISE.includes(word.replace(/=.*/, '')));
  const identity =
    own && by.account !== undefined && by.namespace !== ''
      ? { subject: subjectOf(by.namespace, by.account), ...(issuer === undefined ? {} : { issuer }) }
      : undefined;
  return operandsOf(rest, FLAGS).map((image) => {
    const repository = repositoryIn(image);
    return {
      by,
      path,
      statement: verb === 'sign' ? PredicateType.signature.uri : predicateOf(type),
      ...(repository === undefined ? {} : { repository }),
      ...(identity === undefined ? {} : { identity }),
    };
  });
}

/** The repository in the text, or the one that the task pushes to whose result the text is. */
function repositoryNamed(
  text: string,
  tasks: ReadonlyMap<string, RunningTask> | undefined,
  pushes: PushIndex,
): string | undefined {
  const { repository, producers } = namedImage(text);
  if (repository !== undefined || producers.length !== 1) return repository;
  const producer = tasks?.get(producers[0] ?? '');
  const pushed = new Set(producer ? pushes.of(producer).map((push) => push.repository) : []);
  return pushed.size === 1 ? [...pushed][0] : undefined;
}

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
