import { invalid } from './invalid';

/** The numbers that GitHub never gives to another repository or owner, unlike their names. */
export interface GitHubIds {
  /** The repository's id: `gh api repos/OWNER/NAME --jq .id`. */
  readonly id: number;
  /** The owner's id: `gh api users/OWNER --jq .id`. */
  readonly ownerId: number;
}

/** A repository on github.com, by its name and, for whoever must trust it, by its ids. */
export class GitHubRepository {
  /** Throws `GitHubRepository: …` unless the name is `owner/name` and both ids are positive whole numbers. */
  public static of(fullName: string, ids: GitHubIds): GitHubRepository {
    const [owner, name, ...rest] = fullName.split('/');
    if (!owner || !name || rest.length > 0 || !OWNER.test(owner) || !NAME.test(name) || name === '.' || name === '..') {
      throw invalid('GitHubRepository', '"owner/name" as GitHub spells it', fullName);
    }
    for (const field of ['id', 'ownerId'] as const) {
      if (!Number.isSafeInteger(ids[field]) || ids[field] <= 0) {
        throw invalid(
          `GitHubRepository.${field}`,
          'a positive whole number',
          ids[field],
          'ask: gh api repos/OWNER/NAME',
        );
      }
    }
    return new GitHubRepository(owner, name, ids.id, ids.ownerId);
  }

  private constructor(
    public readonly owner: string,
    public readonly name: string,
    public readonly id: number,
    public readonly ownerId: number,
  ) {}

  /** `owner/name`. */
  public get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** The page of the repository, and the URI that signing certificates name it by. */
  public get url(): string {
    return `https://github.com/${this.fullName}`;
  }

  /** What `git clone` takes over HTTPS. */
  public get cloneUrl(): string {
    return `${this.url}.git`;
  }

  /** What `git clone` takes over SSH. */
  public get sshUrl(): string {
    return `git@github.com:${this.fullName}.git`;
  }

  public toString(): string {
    return this.fullName;
  }
}

const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
