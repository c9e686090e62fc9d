import { type Assembly, addTo } from '../assembly';
import { type Place } from '../audit';
import { PredicateType } from '../model';
import { once } from '../systems/tekton/once';
import { purposesOf } from '../systems/tekton/task-purpose';
import { type Actor } from './ci-job';
import { ciJobs } from './ci-jobs';
import { type KeylessIdentity } from './keyless-identity';
import { namedImage } from './named-image';
import { OPEN, masked } from './open-text';
import { type Push, type PushIndex, pushesOf } from './pushes';
import { type RunningTask, placeIn, runningTasks } from './running-tasks';
import { signaturesBy } from './signing-commands';

/** A task or a job that signs an image, or a statement about one. */
export interface Signer {
  readonly by: Actor;
  readonly at: Place;
  /** The predicate type of what is signed. */
  readonly statement: string;
  /** The repository of the image; nothing where it is not known. */
  readonly repository?: string;
  /** Whom the certificate will name; nothing where a key signs, or it cannot be told. */
  readonly identity?: KeylessIdentity;
}

/** Who signs in an assembly, found by the repository of the image. */
export class SignerIndex {
  private readonly byRepository = new Map<string, Signer[]>();

  public constructor(
    /** Everything that is seen to sign. */
    public readonly all: readonly Signer[],
    /** What may sign any image: a task that is fetched, a script that is not here, an image known only when it runs. */
    public readonly open: readonly Pick<Signer, 'by' | 'identity'>[],
  ) {
    for (const signer of all) {
      if (signer.repository !== undefined) addTo(this.byRepository, signer.repository, signer);
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
  const all = [...signingTasks(assembly), ...signingJobs(assembly)];
  const unseen = runningTasks(assembly).filter(mayUnseenSign);
  return new SignerIndex(all, [
    ...all.filter(({ repository }) => repository === undefined),
    ...unseen.map((by) => ({ by })),
    ...hiddenSigners(assembly),
  ]);
});

function signingTasks(assembly: Assembly): readonly Signer[] {
  const issuers = new Map(assembly.environments.map(({ name, issuer }) => [name, issuer]));
  const pushes = pushesOf(assembly);
  const tasks = runningTasks(assembly);
  const siblings = new Map(tasks.map((task) => [task.execution, new Map<string, RunningTask>()]));
  for (const task of tasks) siblings.get(task.execution)?.set(task.call.task.name, task);
  return tasks.flatMap((by) =>
    by.commands.flatMap((command) => {
      const identity = identityOf(by, issuers.get(by.environment));
      return signaturesBy(command).flatMap(({ image, statement, isOwn }) => {
        const repository = repositoryNamed(image, siblings.get(by.execution), pushes);
        return signer({ by, at: placeIn(by, command), statement }, repository, isOwn ? identity : undefined);
      });
    }),
  );
}

function identityOf({ account, namespace }: RunningTask, issuer: string | undefined): KeylessIdentity | undefined {
  if (account === undefined || namespace === '') return undefined;
  return { subject: subjectOf(namespace, account), ...(issuer === undefined ? {} : { issuer }) };
}

/** A task that the assembly does not have, and that is called after signing. */
function mayUnseenSign({ call }: RunningTask): boolean {
  if (call.runs.from === 'assembly') return false;
  const purposes = purposesOf(call);
  return purposes.has('sign') || purposes.has('attest');
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

/** Who signs by a job: one signer for each certificate that the job may get. */
function signingJobs(assembly: Assembly): readonly Signer[] {
  const pushes = pushesOf(assembly);
  return ciJobs(assembly).flatMap((by) => {
    const stated = by.statements.map((one) => ({ ...one, isOwn: true }));
    const signed = by.commands.flatMap((command) =>
      signaturesBy(command).map((one) => ({ ...one, place: command.place })),
    );
    return [...stated, ...signed].flatMap(({ image, statement, place, isOwn }) => {
      const repository = namedImage(image).repository ?? (isWhollyOpen(image) ? onlyPushed(pushes.of(by)) : undefined);
      const identities = isOwn && by.identities.length > 0 ? by.identities : [undefined];
      return identities.map((identity) => signer({ by, at: place, statement }, repository, identity));
    });
  });
}

/** A name that is a variable as a whole is that of what the job has pushed. */
function isWhollyOpen(image: string): boolean {
  return [OPEN, '{}'].includes(masked(image).split(/[@:]/)[0] ?? '');
}

function onlyPushed(pushes: readonly Push[]): string | undefined {
  const [only, ...more] = new Set(pushes.map(({ repository }) => repository));
  return more.length === 0 ? only : undefined;
}

function hiddenSigners(assembly: Assembly): SignerIndex['open'] {
  return ciJobs(assembly)
    .filter(({ mayHideSigning }) => mayHideSigning)
    .flatMap((by) => by.identities.map((identity) => ({ by, identity })));
}

function signer(
  seen: Pick<Signer, 'by' | 'at' | 'statement'>,
  repository: string | undefined,
  identity: KeylessIdentity | undefined,
): Signer {
  return {
    ...seen,
    ...(repository === undefined ? {} : { repository }),
    ...(identity === undefined ? {} : { identity }),
  };
}
