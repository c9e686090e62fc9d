import { Refusal } from './refusal';

/** An error of a GraphQL answer, as GitHub sends it beside a status of 200. */
export interface GraphQlError {
  readonly type?: string;
  readonly message: string;
}

/** What a GraphQL query gave. */
export interface GraphQlAnswer<T> {
  readonly data?: T;
  readonly errors: readonly GraphQlError[];
}

export interface GitHubApiProps {
  /** The API's address. @default https://api.github.com */
  readonly address?: string;
  /** A token that may read and write contents, and pull requests where they are asked for. */
  readonly token: string;
}

/** A status of the server that says that it could not answer, not that we may not ask. */
export class Unanswered extends Refusal {
  public constructor(message: string) {
    super('denied', `GitHub gave no answer: ${message}`);
  }
}

/** GitHub's API, as far as a promotion needs it. */
export class GitHubApi {
  private readonly address: string;
  private readonly token: string;

  public constructor({ address = 'https://api.github.com', token }: GitHubApiProps) {
    this.address = address.replace(/\/+$/, '');
    this.token = token;
  }

  /** Asks GraphQL. Throws `Refusal` where the token is not let in, `Unanswered` where no answer came. */
  public async graphQl<T>(query: string, variables: object): Promise<GraphQlAnswer<T>> {
    // On GitHub's own servers GraphQL lies beside REST, on others beside its version: /api/v3 and /api/graphql.
    const url = `${this.address.replace(/\/v3$/, '')}/graphql`;
    const { status, body } = await this.send('POST', url, { query, variables });
    if (status !== 200) throw this.refusal('GraphQL', status, body);
    const { data, errors = [] } = body as { readonly data?: T; readonly errors?: readonly GraphQlError[] };
    const limited = errors.find(({ type }) => type === 'RATE_LIMITED');
    if (limited) throw new Unanswered(limited.message);
    return { ...(data ? { data } : {}), errors };
  }

  /** Asks REST. Throws `Refusal` for a status of 400 and above, `Unanswered` where no answer came. */
  public async rest<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
    const answer = await this.send(method, `${this.address}${path}`, body);
    if (answer.status >= 400) throw this.refusal(`${method} ${path}`, answer.status, answer.body);
    return answer.body as T;
  }

  private async send(
    method: string,
    url: string,
    body: object | undefined,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          Accept: 'application/vnd.github+json',
          Authorization: `Bearer ${this.token}`,
          'User-Agent': 'slipway',
          'X-GitHub-Api-Version': '2022-11-28',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(LONGEST),
      });
      const text = await response.text();
      if (response.status >= 500 || response.status === 429) throw new Unanswered(`status ${response.status}`);
      return { status: response.status, body: parsed(text) };
    } catch (error) {
      if (error instanceof Unanswered) throw error;
      throw new Unanswered(error instanceof Error ? error.message : String(error));
    }
  }

  private refusal(what: string, status: number, body: unknown): Refusal {
    const said = (body as { readonly message?: string } | undefined)?.message ?? 'no reason given';
    if (/rate limit/i.test(said)) return new Unanswered(said);
    return new Refusal('denied', `GitHub refuses ${what} with ${status}: ${said}`);
  }
}

/** Milliseconds until an answer is given up. */
const LONGEST = 30_000;

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}
