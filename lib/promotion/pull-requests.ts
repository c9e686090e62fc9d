import { type GitHubApi } from './github-api';
import { type Message } from './trailers';

/** A pull request that is open. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
}

interface Listed {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
}

/** The pull requests of a repository on GitHub that ask for a merge into one branch. */
export class PullRequests {
  public constructor(
    private readonly api: GitHubApi,
    private readonly props: { readonly repository: string; readonly base: string },
  ) {}

  /** Opens the pull request of a branch, or says in the open one what it is about now. */
  public async ask(branch: string, { headline, body }: Message): Promise<PullRequest> {
    const { repository, base } = this.props;
    const [owner = ''] = repository.split('/');
    const query = new URLSearchParams({ head: `${owner}:${branch}`, base, state: 'open' });
    const [open] = await this.api.rest<readonly Listed[]>('GET', `/repos/${repository}/pulls?${query.toString()}`);
    if (open?.title === headline && open.body === body) return shown(open);
    const text = { title: headline, body };
    return shown(
      open
        ? await this.api.rest<Listed>('PATCH', `/repos/${repository}/pulls/${open.number}`, text)
        : await this.api.rest<Listed>('POST', `/repos/${repository}/pulls`, { ...text, head: branch, base }),
    );
  }
}

function shown({ number, html_url: url }: Listed): PullRequest {
  return { number, url };
}
