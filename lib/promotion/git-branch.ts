import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Branch, type Change, type Outcome, type Proposals } from './branch';
import { GitCommand, lastLines } from './git-command';
import { type PromotionIntent } from './intent';
import { type PushAnswer, answerOf } from './push-answer';
import { Refusal } from './refusal';
import { linesOf } from './trailers';

export interface GitBranchProps {
  /** The repository's address; git finds the credentials for it as ever. */
  readonly url: string;
  /** The branch's name. */
  readonly branch: string;
  /** Whom the commits are by. */
  readonly author: { readonly name: string; readonly email: string };
  /** A token for https. @default git finds credentials as ever */
  readonly token?: string;
  /** What git gets as its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * A branch that is reached with git. Commits are made without a working tree, so nothing but the named files can come into
 * them, and pushed without force: git moves a branch only from the commit that was read.
 */
export class GitBranch implements Branch, Proposals {
  /** Opens the branch in a new folder, hands it to `work`, and removes the folder. */
  public static async use<T>(props: GitBranchProps, work: (branch: GitBranch) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-promote-'));
    try {
      const git = new GitCommand(folder, { ...props.environment, ...tokenFor(props) });
      await git.text(['init', '--quiet', '--bare', '--template=', '.']);
      return await work(new GitBranch(props, git, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private fetched = false;

  private constructor(
    private readonly props: GitBranchProps,
    private readonly git: GitCommand,
    private readonly folder: string,
  ) {}

  public async head(): Promise<string> {
    // Only the first time without history: later fetches bring what is new since then.
    const head = await this.fetch(this.fetched ? [] : ['--depth=1'], this.props.branch);
    this.fetched = true;
    return head;
  }

  public async read(commit: string, path: string): Promise<string | undefined> {
    const entry = await this.git.text(['ls-tree', '-z', '--full-tree', commit, '--', path]);
    const [, mode, blob = ''] = /^(\d+) blob ([0-9a-f]+)\t/.exec(entry) ?? [];
    if (mode === undefined) return undefined;
    if (mode !== FILE) throw new Refusal('target', `${path}: expected a plain file, got one of mode ${mode}`);
    const { out } = await this.git.run(['cat-file', 'blob', blob]);
    const text = out.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(out)) throw new Refusal('target', `${path}: expected UTF-8, got other bytes`);
    return text;
  }

  public async commit(change: Change): Promise<Outcome> {
    const commit = await this.make(change);
    const answer = await this.push([`${commit}:refs/heads/${this.props.branch}`]);
    return outcomeOf(answer, commit);
  }

  public async tryTip(branch: string): Promise<string | undefined> {
    const listed = await this.git.text(['ls-remote', this.props.url, `refs/heads/${branch}`]);
    // With the commit below it: a proposal stands on the branch that the cluster follows.
    return listed === '' ? undefined : this.fetch(['--depth=2'], branch);
  }

  public async propose(branch: string, seen: string | undefined, change: Change): Promise<Outcome> {
    const commit = await this.make(change);
    const lease = `--force-with-lease=refs/heads/${branch}:${seen ?? ''}`;
    return outcomeOf(await this.push([lease, `${commit}:refs/heads/${branch}`]), commit);
  }

  public async includes(head: string, commit: string): Promise<boolean> {
    if (head === commit) return true;
    const { code } = await this.git.run(['merge-base', '--is-ancestor', commit, head]);
    return code === 0;
  }

  public async tryLastPromotion(head: string, path: string, intent: PromotionIntent): Promise<string | undefined> {
    const lines = linesOf(intent).map((line) => `--grep=^${line}$`);
    const asked = ['log', '-1', '--format=%B', '--all-match', ...lines, head, '--', path];
    for (const depth of DEPTHS) {
      const message = await this.git.text(asked);
      if (message !== '') return message;
      const shallow = await this.git.text(['rev-parse', '--is-shallow-repository']);
      if (shallow !== 'true') return undefined;
      await this.fetch([depth], this.props.branch);
    }
    return (await this.git.text(asked)) || undefined;
  }

  private async fetch(options: readonly string[], branch: string): Promise<string> {
    await this.git.text(['fetch', '--quiet', '--no-tags', ...options, this.props.url, `refs/heads/${branch}`]);
    const [commit] = /^[0-9a-f]+/.exec(await readFile(join(this.folder, 'FETCH_HEAD'), 'utf8')) ?? [];
    if (commit === undefined) throw new Refusal('denied', `git fetch brought nothing of ${branch}`);
    return commit;
  }

  private async push(args: readonly string[]): Promise<PushAnswer> {
    const [target = ''] = args.slice(-1);
    const options = args.slice(0, -1);
    const { code, out, err } = await this.git.run([
      'push',
      '--porcelain',
      '--no-verify',
      ...options,
      this.props.url,
      target,
    ]);
    return code === 0 ? { answer: 'taken', words: '' } : answerOf(`${out.toString('utf8')}\n${err}`);
  }

  /** Git makes all objects of a commit from one stream. */
  private async make({ parent, files, message }: Change): Promise<string> {
    const { name, email } = this.props.author;
    const text = Buffer.from(`${message.headline}\n\n${message.body}\n`, 'utf8');
    const stream = Buffer.concat([
      Buffer.from(`commit ${PLACE}\nmark :1\ncommitter ${name} <${email}> ${Math.floor(Date.now() / 1000)} +0000\n`),
      data(text),
      Buffer.from(`from ${parent}\n`),
      ...files.flatMap((file) => [
        Buffer.from(`M ${FILE} inline ${file.path}\n`),
        data(Buffer.from(file.text, 'utf8')),
      ]),
      Buffer.from('get-mark :1\n'),
    ]);
    return this.git.text(
      ['fast-import', '--quiet', '--force', '--done'],
      Buffer.concat([stream, Buffer.from('done\n')]),
    );
  }
}

/** Git takes settings from its environment: so the token is neither in an address, nor in argv, nor in a file. */
function tokenFor({ url, token, environment }: GitBranchProps): Readonly<Record<string, string>> {
  if (token === undefined || !url.startsWith('https://')) return {};
  const known = Number(environment['GIT_CONFIG_COUNT'] ?? 0);
  return {
    GIT_CONFIG_COUNT: String(known + 1),
    [`GIT_CONFIG_KEY_${known}`]: `http.${new URL(url).origin}/.extraHeader`,
    [`GIT_CONFIG_VALUE_${known}`]: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
}

const FILE = '100644';
const PLACE = 'refs/slipway/promotion';

/** How far back is looked for the last promotion: a little, some more, all. */
const DEPTHS = ['--deepen=50', '--deepen=1000', '--unshallow'];

function data(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function outcomeOf({ answer, words }: PushAnswer, commit: string): Outcome {
  switch (answer) {
    case 'taken':
      return { commit };
    case 'overtaken':
      return { overtaken: words };
    case 'unclear':
      return { unclear: lastLines(words) };
    case 'denied':
      throw new Refusal('denied', `the push is refused: ${lastLines(words)}`);
  }
}
