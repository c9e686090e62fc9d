import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Finished } from '../../command';
import { type Node } from '../node/node';

export interface CheckoutProps {
  readonly url: string;
  readonly folder: string;
  /** The command by which git reaches the server. */
  readonly ssh: string;
}

/** A checkout of a repository on the machine, which reaches its server through the node. */
export class Checkout {
  public static async clone(node: Node, { url, folder, ssh }: CheckoutProps): Promise<Checkout> {
    mkdirSync(dirname(folder), { recursive: true });
    const checkout = new Checkout(node, folder, ssh);
    const { code, stderr } = await node.enter('git', ['clone', '--quiet', url, folder], {
      env: { GIT_SSH_COMMAND: ssh },
    });
    if (code !== 0) throw new Error(`${url} cannot be cloned: ${stderr.trim()}`);
    return checkout;
  }

  private constructor(
    private readonly node: Node,
    public readonly folder: string,
    private readonly ssh: string,
  ) {}

  /** Writes files by their paths, or copies whole folders over it, and commits everything; returns the commit. */
  public async commit(
    message: string,
    files: Readonly<Record<string, string>>,
    folders: readonly string[] = [],
  ): Promise<string> {
    for (const folder of folders) cpSync(folder, this.folder, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
    await this.git(['add', '--all']);
    await this.git([...AUTHOR, 'commit', '--quiet', '--allow-empty', '--message', message]);
    return (await this.git(['rev-parse', 'HEAD'])).trim();
  }

  /** Commits the opposite of a commit. */
  public async revert(commit: string): Promise<void> {
    await this.git([...AUTHOR, 'revert', '--no-edit', commit]);
  }

  /** Pushes a refspec, and returns what the server said: its hook speaks there too. */
  public async push(refspec = 'HEAD:main'): Promise<string> {
    const { code, stderr } = await this.try(['push', 'origin', refspec]);
    if (code !== 0) throw new Error(`git push origin ${refspec}: exit ${String(code)}\n${stderr.trim()}`);
    return stderr;
  }

  /** Fetches the branch and stands on it. */
  public async pull(branch = 'main'): Promise<void> {
    await this.git(['fetch', '--quiet', 'origin', branch]);
    await this.git(['reset', '--quiet', '--hard', 'FETCH_HEAD']);
  }

  /** Runs git, which must succeed, and returns what it printed. */
  public async git(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: exit ${String(code)}\n${stderr.trim()}`);
    return stdout;
  }

  private try(args: readonly string[]): Promise<Finished> {
    return this.node.enter('git', ['-C', this.folder, ...args], { env: { GIT_SSH_COMMAND: this.ssh } });
  }
}

const AUTHOR = ['user.name=Somebody', 'user.email=somebody@acme.internal', 'commit.gpgsign=false'].flatMap(
  (setting) => ['-c', setting],
);
