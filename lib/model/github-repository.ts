import { invalid } from './invalid';

/** What of a repository never becomes another's, unlike its name. */
export interface GitHubIds {
  /** The repository's id: `gh api repos/OWNER/NAME --jq .id`. */
  readonly id: number;
  /** The owner's id: `gh api users/OWNER --jq .id`. */
  readonly ownerId: number;
  /** The host of the GitHub Enterprise Server that keeps it, such as `github.example.com`. @default "github.com" */
  readonly server?: string;
}

/** A repository on github.com or on an Enterprise Server, by its name and, for whoever must trust it, by its ids. */
export class GitHubRepository {
  /**
   * Throws `GitHubRepository: …` unless the name is `owner/name`, both ids are positive whole numbers and the server is a
   * host alone.
   */
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
    return new GitHubRepository(owner, name, ids.id, ids.ownerId, checkedServer(ids.server ?? GITHUB));
  }

  private constructor(
    public readonly owner: string,
    public readonly name: string,
    public readonly id: number,
    public readonly ownerId: number,
    /** The host that keeps it. */
    public readonly server: string,
  ) {}

  /** Whether it is on github.com, whose tokens and actions everybody knows. */
  public get isPublicGitHub(): boolean {
    return this.server === GITHUB;
  }

  /** `owner/name`. */
  public get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** The page of the repository, and the URI that signing certificates name it by. */
  public get url(): string {
    return `https://${this.server}/${this.fullName}`;
  }

  /** What `git clone` takes over HTTPS. */
  public get cloneUrl(): string {
    return `${this.url}.git`;
  }

  /** What `git clone` takes over SSH. */
  public get sshUrl(): string {
    return `git@${this.server}:${this.fullName}.git`;
  }

  public toString(): string {
    return this.fullName;
  }
}

const GITHUB = 'github.com';
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

function checkedServer(server: string): string {
  if (!HOST.test(server)) {
    throw invalid('GitHubRepository.server', 'the host of a GitHub Enterprise Server alone', server);
  }
  if (server.endsWith('.ghe.com')) {
    throw invalid(
      'GitHubRepository.server',
      'github.com or an Enterprise Server',
      server,
      'its addresses are of another form',
    );
  }
  return server;
}

const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
