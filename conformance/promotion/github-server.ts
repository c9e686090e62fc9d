import { createHash } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Commit {
  readonly oid: string;
  readonly parent?: string;
  readonly message: string;
  readonly files: ReadonlyMap<string, string>;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** What goes wrong with a request: its answer is lost before or after it did its work, or it is put off. */
export type Fault = 'lost before' | 'lost after' | 'unavailable' | 'none';

/** GitHub's API as far as promoters use it, with one repository `acme/gitops` in memory; it answers in GitHub's words. */
export class GitHubServer {
  public static readonly TOKEN = 'a-token';

  /** Starts it on loopback; `fault` says for each request what goes wrong. */
  public static async start(files: Readonly<Record<string, string>>, fault: () => Fault = () => 'none') {
    const server = new GitHubServer(new Map(Object.entries(files)), fault);
    await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  public readonly commits = new Map<string, Commit>();
  public readonly refs = new Map<string, string>();
  public readonly pulls: { number: number; title: string; body: string; head: string; state: string }[] = [];
  /** From now on every commit on the branch is refused, as by a rule of the repository. */
  public protectedBranch = false;
  private readonly http: Server;
  private readonly trees = new Map<string, ReadonlyMap<string, string>>();

  private constructor(
    files: ReadonlyMap<string, string>,
    private readonly fault: () => Fault,
  ) {
    this.refs.set('refs/heads/main', this.add({ message: 'first', files }));
    this.http = createServer((request, response) => void this.serve(request, response));
  }

  public get address(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** The commits of a branch, the first one first. */
  public history(branch = 'main'): readonly Commit[] {
    const found: Commit[] = [];
    for (let oid = this.refs.get(`refs/heads/${branch}`); oid !== undefined; oid = this.commits.get(oid)?.parent) {
      const commit = this.commits.get(oid);
      if (commit) found.unshift(commit);
    }
    return found;
  }

  /** Another's commit. */
  public push(path: string, text: string, branch = 'main'): void {
    const ref = `refs/heads/${branch}`;
    const parent = this.refs.get(ref) ?? '';
    const files = new Map([...(this.commits.get(parent)?.files ?? []), [path, text] as const]);
    this.refs.set(ref, this.add({ parent, message: 'other', files }));
  }

  public async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private add(commit: Omit<Commit, 'oid'>): string {
    const oid = createHash('sha1').update(`${this.commits.size}`).update(commit.message).digest('hex');
    this.commits.set(oid, { oid, ...commit });
    return oid;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const fault = this.fault();
    if (fault === 'lost before') return void request.socket.destroy();
    const answer = fault === 'unavailable' ? { status: 502 } : this.answer(request, text);
    if (fault === 'lost after') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body ?? {}));
  }

  private answer(request: IncomingMessage, text: string): Answer {
    if (request.headers.authorization !== `Bearer ${GitHubServer.TOKEN}`) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    const body = text === '' ? {} : (JSON.parse(text) as Body);
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/graphql') return this.graphQl(body);
    return this.rest(request.method ?? '', url, body);
  }

  private graphQl({ query = '', variables = {} }: Body): Answer {
    const ok = (data: object, errors?: readonly object[]): Answer => ({
      status: 200,
      body: { data, ...(errors ? { errors } : {}) },
    });
    if (query.includes('createCommitOnBranch')) return this.createCommit(variables.input ?? {}, ok);
    if (query.includes('updateRefs')) return this.updateRefs(variables.input ?? {}, ok);
    if (`${variables.owner}/${variables.name}` !== 'acme/gitops') {
      return ok({ repository: null }, [
        {
          type: 'NOT_FOUND',
          message: `Could not resolve to a Repository with the name '${variables.owner}/${variables.name}'.`,
        },
      ]);
    }
    if (query.includes('ref(')) {
      const oid = this.refs.get(variables.branch ?? '');
      return ok({ repository: { ref: oid === undefined ? null : { target: { oid } } } });
    }
    if (query.includes('expression')) return ok({ repository: { object: this.blob(variables.expression ?? '') } });
    if (query.includes('history(')) return ok({ repository: { object: this.page(variables) } });
    return ok({ repository: { id: 'R_1' } });
  }

  private blob(expression: string): object | null {
    const [oid = '', path = ''] = expression.split(':');
    const text = this.commits.get(oid)?.files.get(path);
    return text === undefined ? null : { text, isTruncated: false, byteSize: Buffer.byteLength(text) };
  }

  /** The commits that changed a path, the newest first, five to a page. */
  private page({ head = '', path = '', after }: Variables): object | null {
    if (!this.commits.has(head)) return null;
    const nodes: { readonly message: string }[] = [];
    let at: Commit | undefined = this.commits.get(after ?? head);
    for (; at && nodes.length < 5; at = this.commits.get(at.parent ?? '')) {
      if (at.files.get(path) !== this.commits.get(at.parent ?? '')?.files.get(path))
        nodes.push({ message: at.message });
    }
    return { history: { nodes, pageInfo: { hasNextPage: at !== undefined, endCursor: at?.oid ?? null } } };
  }

  private createCommit(input: Input, ok: (data: object, errors?: readonly object[]) => Answer): Answer {
    const failed = (type: string, message: string): Answer =>
      ok({ createCommitOnBranch: null }, [{ type, path: ['createCommitOnBranch'], message }]);
    const ref = `refs/heads/${input.branch?.branchName ?? ''}`;
    const { expectedHeadOid = '', message, fileChanges } = input;
    if (this.protectedBranch) return failed('UNPROCESSABLE', 'Changes must be made through a pull request.');
    if (this.refs.get(ref) !== expectedHeadOid) {
      return failed(
        'STALE_DATA',
        `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
      );
    }
    const added = (fileChanges?.additions ?? []).map(
      ({ path, contents }) => [path, Buffer.from(contents, 'base64').toString('utf8')] as const,
    );
    const files = new Map([...(this.commits.get(expectedHeadOid)?.files ?? []), ...added]);
    const oid = this.add({ parent: expectedHeadOid, message: `${message?.headline}\n\n${message?.body}`, files });
    this.refs.set(ref, oid);
    return ok({ createCommitOnBranch: { commit: { oid } } });
  }

  private updateRefs({ refUpdates = [] }: Input, ok: (data: object, errors?: readonly object[]) => Answer): Answer {
    const [{ name = '', beforeOid = '', afterOid = '' } = {}] = refUpdates;
    if ((this.refs.get(name) ?? '0'.repeat(40)) !== beforeOid) {
      return ok({ updateRefs: null }, [
        { type: 'UNPROCESSABLE', path: ['updateRefs'], message: `Reference update failed: ${name}` },
      ]);
    }
    this.refs.set(name, afterOid);
    return ok({ updateRefs: { clientMutationId: null } });
  }

  private rest(method: string, { pathname, searchParams }: URL, body: Body): Answer {
    const path = pathname.replace('/repos/acme/gitops', '');
    const compared = /^\/compare\/(\w+)\.\.\.(\w+)$/.exec(path);
    if (compared) return { status: 200, body: { status: this.compare(compared[1] ?? '', compared[2] ?? '') } };
    if (path === '/git/trees') {
      const sha = `tree${this.trees.size}`;
      const written = (body.tree as readonly { path: string; content: string }[]).map(
        (one) => [one.path, one.content] as const,
      );
      this.trees.set(sha, new Map([...(this.commits.get(body.base_tree ?? '')?.files ?? []), ...written]));
      return { status: 201, body: { sha } };
    }
    if (path === '/git/commits') {
      const files = this.trees.get(String(body.tree)) ?? new Map<string, string>();
      return {
        status: 201,
        body: { sha: this.add({ parent: body.parents?.[0], message: body.message ?? '', files }) },
      };
    }
    return this.pullRequests(method, path, searchParams.get('head') ?? '', body);
  }

  private pullRequests(method: string, path: string, head: string, { title = '', body = '', ...rest }: Body): Answer {
    const shown = (pull: (typeof this.pulls)[number]) => ({
      ...pull,
      html_url: `https://github.com/acme/gitops/pull/${pull.number}`,
    });
    if (method === 'GET') {
      const open = this.pulls.filter((pull) => pull.state === 'open' && `acme:${pull.head}` === head);
      return { status: 200, body: open.map(shown) };
    }
    const known = this.pulls.find(({ number }) => path === `/pulls/${number}`);
    const pull = known ?? { number: this.pulls.length + 1, title, body, head: rest.head ?? '', state: 'open' };
    if (known) Object.assign(known, { title, body });
    else this.pulls.push(pull);
    return { status: known ? 200 : 201, body: shown(pull) };
  }

  private compare(base: string, head: string): string {
    if (base === head) return 'identical';
    for (let at = this.commits.get(head); at; at = this.commits.get(at.parent ?? ''))
      if (at.oid === base) return 'ahead';
    return 'diverged';
  }
}

interface Variables {
  readonly owner?: string;
  readonly name?: string;
  readonly branch?: string;
  readonly expression?: string;
  readonly head?: string;
  readonly path?: string;
  readonly after?: string;
  readonly input?: Input;
}

interface Input {
  readonly branch?: { readonly branchName?: string };
  readonly expectedHeadOid?: string;
  readonly message?: { readonly headline?: string; readonly body?: string };
  readonly fileChanges?: { readonly additions?: readonly { readonly path: string; readonly contents: string }[] };
  readonly refUpdates?: readonly { readonly name?: string; readonly beforeOid?: string; readonly afterOid?: string }[];
}

interface Body {
  readonly query?: string;
  readonly variables?: Variables;
  readonly tree?: unknown;
  readonly base_tree?: string;
  readonly parents?: readonly string[];
  readonly message?: string;
  readonly title?: string;
  readonly body?: string;
  readonly head?: string;
}
