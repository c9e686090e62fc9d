import { type Branch, type Change, type Outcome, type Proposals } from './branch';
import { type GitHubApi, type GraphQlAnswer, Unanswered } from './github-api';
import { type PromotionIntent } from './intent';
import { Refusal } from './refusal';
import { tryPromotion } from './trailers';

/** A repository on GitHub and a branch of it. */
export interface GitHubBranchProps {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
}

/**
 * A branch that is reached by GitHub's API, without a clone. GitHub makes and signs the commits, and moves the branch only
 * from the commit that was read.
 */
export class GitHubBranch implements Branch, Proposals {
  private readonly owner: string;
  private readonly name: string;

  public constructor(
    private readonly api: GitHubApi,
    private readonly props: GitHubBranchProps,
  ) {
    [this.owner = '', this.name = ''] = props.repository.split('/');
  }

  public async head(): Promise<string> {
    const head = await this.tryTip(this.props.branch);
    if (head === undefined) throw new Refusal('denied', `${this.props.repository} has no branch ${this.props.branch}`);
    return head;
  }

  public async read(commit: string, path: string): Promise<string | undefined> {
    const { object } = await this.ask<{ readonly object: Blob | null }>(BLOB, { expression: `${commit}:${path}` });
    if (!object) return undefined;
    if (typeof object.text !== 'string' || object.isTruncated) {
      throw new Refusal('target', `${path}: expected a text of at most 512 kB, got ${object.byteSize ?? 'no'} bytes`);
    }
    return object.text;
  }

  public async commit({ parent, files, message }: Change): Promise<Outcome> {
    const answer = await this.write<{
      readonly createCommitOnBranch: { readonly commit: { readonly oid: string } } | null;
    }>(CREATE_COMMIT, {
      branch: { repositoryNameWithOwner: this.props.repository, branchName: this.props.branch },
      expectedHeadOid: parent,
      message,
      fileChanges: { additions: files.map(({ path, text }) => ({ path, contents: base64(text) })) },
    });
    if ('unclear' in answer) return answer;
    const oid = answer.data?.createCommitOnBranch?.commit.oid;
    return oid === undefined ? failed(answer) : { commit: oid };
  }

  public async includes(head: string, commit: string): Promise<boolean> {
    if (head === commit) return true;
    const { status } = await this.api.rest<{ readonly status: string }>(
      'GET',
      `${this.path}/compare/${commit}...${head}`,
    );
    return status === 'ahead' || status === 'identical';
  }

  public async tryLastPromotion(head: string, path: string, intent: PromotionIntent): Promise<string | undefined> {
    let after: string | undefined;
    do {
      const page: History = await this.historyOf(head, path, after);
      const found = page.nodes.find(({ message }) => tryPromotion(message, intent));
      if (found) return found.message;
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    return undefined;
  }

  public async tryTip(branch: string): Promise<string | undefined> {
    const { ref } = await this.ask<{ readonly ref: { readonly target: { readonly oid: string } } | null }>(HEAD, {
      branch: `refs/heads/${branch}`,
    });
    return ref?.target.oid;
  }

  /** The commit is made first and belongs to no branch; then one mutation moves the branch, if it still is where it was. */
  public async propose(branch: string, seen: string | undefined, { parent, files, message }: Change): Promise<Outcome> {
    const { id } = await this.ask<{ readonly id: string }>(IDENTITY, {});
    const tree = await this.api.rest<{ readonly sha: string }>('POST', `${this.path}/git/trees`, {
      base_tree: parent,
      tree: files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text })),
    });
    const made = await this.api.rest<{ readonly sha: string }>('POST', `${this.path}/git/commits`, {
      message: `${message.headline}\n\n${message.body}`,
      tree: tree.sha,
      parents: [parent],
    });
    const move = { name: `refs/heads/${branch}`, beforeOid: seen ?? '0'.repeat(40), afterOid: made.sha, force: true };
    const answer = await this.write<{ readonly updateRefs: object | null }>(UPDATE_REFS, {
      repositoryId: id,
      refUpdates: [move],
    });
    if ('unclear' in answer) return answer;
    if (answer.data?.updateRefs) return { commit: made.sha };
    // GitHub does not say which of its errors mean that the branch has moved: the branch itself tells.
    const now = await this.tryTip(branch);
    return now === seen ? failed(answer) : { overtaken: textOf(answer) };
  }

  private async historyOf(head: string, path: string, after: string | undefined): Promise<History> {
    type Answer = { readonly object: { readonly history: History } | null };
    const { object } = await this.ask<Answer>(HISTORY, { head, path, after });
    if (!object) throw new Refusal('denied', `${this.props.repository} has no commit ${head}`);
    return object.history;
  }

  private get path(): string {
    return `/repos/${this.props.repository}`;
  }

  private async ask<T>(query: string, variables: object): Promise<T> {
    const { data, errors } = await this.api.graphQl<{ readonly repository: T | null }>(query, {
      owner: this.owner,
      name: this.name,
      ...variables,
    });
    if (data?.repository && errors.length === 0) return data.repository;
    throw new Refusal('denied', `${this.props.repository}: ${textOf({ errors }) || 'GitHub shows no such repository'}`);
  }

  private async write<T>(query: string, input: object): Promise<GraphQlAnswer<T> | { readonly unclear: string }> {
    try {
      return await this.api.graphQl<T>(query, { input });
    } catch (error) {
      // The commit may have been made all the same: whoever asks the branch again will see.
      if (error instanceof Unanswered) return { unclear: error.message };
      throw error;
    }
  }
}

/** What GitHub's refusal of a commit means: `STALE_DATA` is that of the compare-and-swap. */
function failed(answer: GraphQlAnswer<unknown>): Outcome {
  const words = textOf(answer);
  if (answer.errors.some(({ type }) => type === 'STALE_DATA')) return { overtaken: words };
  throw new Refusal('denied', `GitHub refuses the commit: ${words}`);
}

function textOf({ errors }: Pick<GraphQlAnswer<unknown>, 'errors'>): string {
  return errors.map(({ type, message }) => (type === undefined ? message : `${type}: ${message}`)).join('; ');
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

interface Blob {
  readonly text?: string | null;
  readonly isTruncated?: boolean;
  readonly byteSize?: number;
}

interface History {
  readonly nodes: readonly { readonly message: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const inRepository = (variables: string, fields: string): string =>
  `query($owner: String!, $name: String!${variables}) { repository(owner: $owner, name: $name) { ${fields} } }`;

const HEAD = inRepository(', $branch: String!', 'ref(qualifiedName: $branch) { target { oid } }');
const IDENTITY = inRepository('', 'id');
const BLOB = inRepository(
  ', $expression: String!',
  'object(expression: $expression) { ... on Blob { text isTruncated byteSize } }',
);
const HISTORY = inRepository(
  ', $head: GitObjectID!, $path: String!, $after: String',
  `object(oid: $head) { ... on Commit {
    history(path: $path, first: 50, after: $after) { nodes { message } pageInfo { hasNextPage endCursor } }
  } }`,
);
const CREATE_COMMIT =
  'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
const UPDATE_REFS = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
