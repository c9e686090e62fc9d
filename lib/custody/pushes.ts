import { type Assembly } from '../assembly';
import { once } from '../systems/tekton/once';
import { podsOf } from '../systems/kubernetes/pods';
import { repositoryOf, tryParseImageReference } from '../model';
import { tryEcrAddress } from './ecr-address';
import { type TaskCommand } from './execution';
import { type PushedName, tryPush } from './push-commands';
import { type RunningTask, runningTasks } from './running-tasks';

/** A tag that a task puts into a repository. */
export interface Push {
  readonly by: RunningTask;
  /** The field of the step. */
  readonly path: string;
  /** `registry/path`; nothing where it is not known. */
  readonly repository?: string;
  /** The tag, with `…` for what is open; nothing where it is not known at all. */
  readonly tag?: string;
  /** Whether it gives a further tag to an image that is there already. */
  readonly isMark: boolean;
}

/** Every push of an assembly, found by repository and by task. */
export class PushIndex {
  private readonly byRepository = new Map<string, Push[]>();
  private readonly byTask = new Map<RunningTask, Push[]>();

  public constructor(public readonly all: readonly Push[]) {
    for (const one of all) {
      this.byTask.set(one.by, [...(this.byTask.get(one.by) ?? []), one]);
      if (one.repository === undefined) continue;
      const list = this.byRepository.get(one.repository);
      if (list) list.push(one);
      else this.byRepository.set(one.repository, [one]);
    }
  }

  /** The repositories that are pushed to. */
  public get repositories(): readonly string[] {
    return [...this.byRepository.keys()];
  }

  /** The pushes to a repository. */
  public to(repository: string): readonly Push[] {
    return this.byRepository.get(repository) ?? [];
  }

  /** The pushes that make an image, rather than mark one. */
  public buildsOf(repository: string): readonly Push[] {
    return this.to(repository).filter(({ isMark }) => !isMark);
  }

  /** The pushes of a task. */
  public of(task: RunningTask): readonly Push[] {
    return this.byTask.get(task) ?? [];
  }
}

/** The pushes of an assembly; gathered once. */
export const pushesOf = once((assembly: Assembly): PushIndex => {
  const found = runningTasks(assembly).flatMap((by) =>
    by.commands.flatMap((command) => tryPush(command).map((name) => ({ by, command, name }))),
  );
  const addresses = new EcrAddresses([
    ...found.flatMap(({ name }) => name.repository ?? []),
    ...podsOf(assembly.manifests).all.flatMap(({ containers }) =>
      containers.flatMap(({ container }) => imageOf(container.image)),
    ),
  ]);
  return new PushIndex(found.map(({ by, command, name }) => placed(by, command, name, addresses)));
});

function placed(by: RunningTask, { path }: TaskCommand, name: PushedName, addresses: EcrAddresses): Push {
  const repository = name.repository ?? (name.inEcr && addresses.tryOnly(name.inEcr));
  return {
    by,
    path,
    isMark: name.isMark,
    ...(repository === undefined ? {} : { repository }),
    ...(name.tag === undefined ? {} : { tag: name.tag }),
  };
}

function imageOf(image: string | undefined): readonly string[] {
  const reference = image === undefined ? undefined : tryParseImageReference(image);
  return reference === undefined ? [] : [repositoryOf(reference)];
}

/**
 * The AWS command line names a repository without its account: it is the one that the assembly knows by region and
 * name, else one in the only account that the assembly knows of.
 */
class EcrAddresses {
  private readonly byName = new Map<string, Set<string>>();
  private readonly accounts = new Set<string>();

  public constructor(repositories: readonly string[]) {
    for (const repository of repositories) {
      const address = tryEcrAddress(repository);
      if (!address) continue;
      this.accounts.add(address.account);
      this.byName.set(address.name, (this.byName.get(address.name) ?? new Set()).add(repository));
    }
  }

  public tryOnly({ name, region, account }: { name: string; region?: string; account?: string }): string | undefined {
    const fitting = [...(this.byName.get(name) ?? [])].filter((repository) => {
      const address = tryEcrAddress(repository);
      return (region ?? address?.region) === address?.region && (account ?? address?.account) === address?.account;
    });
    if (fitting.length > 0) return fitting.length === 1 ? fitting[0] : undefined;
    const [only] = this.accounts.size === 1 ? this.accounts : [account];
    return only === undefined || region === undefined ? undefined : `${only}.dkr.ecr.${region}.amazonaws.com/${name}`;
  }
}
