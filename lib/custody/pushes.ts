import { type Assembly, addTo } from '../assembly';
import { type Place } from '../audit';
import { once } from '../systems/tekton/once';
import { podsOf } from '../systems/kubernetes/pods';
import { repositoryOf, tryParseImageReference } from '../model';
import { tryEcrAddress } from './ecr-address';
import { type Actor } from './ci-job';
import { ciJobs } from './ci-jobs';
import { type PushedName, tryPush } from './push-commands';
import { placeIn, runningTasks } from './running-tasks';

/** A tag that a task or a job puts into a repository. */
export interface Push {
  readonly by: Actor;
  readonly at: Place;
  /** `registry/path`; nothing where it is not known. */
  readonly repository?: string;
  /** The tag, with `…` for what is open; nothing where it is not known at all. */
  readonly tag?: string;
  /** Whether it gives no tag at all. @default false */
  readonly untagged?: boolean;
  /** Whether it gives a further tag to an image that is there already. */
  readonly isMark: boolean;
}

/** Every push of an assembly, found by repository and by task. */
export class PushIndex {
  private readonly byRepository = new Map<string, Push[]>();
  private readonly byActor = new Map<Actor, Push[]>();

  public constructor(public readonly all: readonly Push[]) {
    for (const one of all) {
      addTo(this.byActor, one.by, one);
      if (one.repository !== undefined) addTo(this.byRepository, one.repository, one);
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

  /** The pushes of a task or a job. */
  public of(actor: Actor): readonly Push[] {
    return this.byActor.get(actor) ?? [];
  }
}

/** The pushes of an assembly; gathered once. */
export const pushesOf = once((assembly: Assembly): PushIndex => {
  const found = [...pushesByTasks(assembly), ...pushesByJobs(assembly)];
  const addresses = new EcrAddresses([
    ...found.flatMap(({ name }) => name.repository ?? []),
    ...podsOf(assembly.manifests).all.flatMap(({ containers }) =>
      containers.flatMap(({ container }) => imageOf(container.image)),
    ),
  ]);
  return new PushIndex(found.map((one) => placed(one, addresses)));
});

interface FoundPush {
  readonly by: Actor;
  readonly at: Place;
  readonly name: PushedName;
}

function pushesByTasks(assembly: Assembly): readonly FoundPush[] {
  return runningTasks(assembly).flatMap((by) =>
    by.commands.flatMap((command) => tryPush(command).map((name) => ({ by, at: placeIn(by, command), name }))),
  );
}

function pushesByJobs(assembly: Assembly): readonly FoundPush[] {
  return ciJobs(assembly).flatMap((by) => [
    ...by.pushes.map(({ name, place: at }) => ({ by, at, name })),
    ...by.commands.flatMap((command) => tryPush(command).map((name) => ({ by, at: command.place, name }))),
  ]);
}

function placed({ by, at, name }: FoundPush, addresses: EcrAddresses): Push {
  const repository = name.repository ?? (name.inEcr && addresses.tryOnly(name.inEcr));
  return {
    by,
    at,
    isMark: name.isMark,
    ...(repository === undefined ? {} : { repository }),
    ...(name.tag === undefined ? {} : { tag: name.tag }),
    ...(name.untagged ? { untagged: true } : {}),
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
