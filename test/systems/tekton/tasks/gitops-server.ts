import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../../folder';
import { writeProgram } from './step-run';

/** A git server that is reached by ssh: a bare repository, and a program `ssh` that runs what it is told to run there. */
export class GitopsServer {
  public readonly programs = newFolder();
  private readonly folder = newFolder();
  private readonly bare = join(this.folder, 'acme', 'gitops.git');

  public constructor() {
    mkdirSync(this.bare, { recursive: true });
    git(this.bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    this.commit('README.md', 'gitops\n');
    writeProgram(
      this.programs,
      'ssh',
      `#!/bin/sh\nprintf '%s\\n' "$*" >> ${this.programs}/ssh.log\nfor last; do :; done\ncd ${this.folder} && exec sh -c "$last"\n`,
    );
    // A promoter's pauses, noted and a hundred times shorter.
    const sleep = execFileSync('sh', ['-c', 'command -v sleep'], { encoding: 'utf8' }).trim();
    writeProgram(
      this.programs,
      'sleep',
      `#!/bin/sh\nprintf '%s\\n' "$1" >> ${this.programs}/sleep.log\nexec ${sleep} "0.0\${1#*.}"\n`,
    );
  }

  /** The seconds for which promoters have paused, one pause after the other. */
  public get pauses(): readonly number[] {
    const log = join(this.programs, 'sleep.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').map(Number) : [];
  }

  /** The commits of the branch, newest first. */
  public get commits(): readonly string[] {
    return git(this.bare, 'rev-list', 'main').trim().split('\n');
  }

  /** A file of the branch. */
  public file(path: string): string {
    return git(this.bare, 'show', `main:${path}`);
  }

  public message(commit: string): string {
    return git(this.bare, 'log', '-1', '--format=%an <%ae>%n%B', commit).trim();
  }

  /** Another promoter's commit. */
  public commit(path: string, text: string): void {
    execFileSync('sh', ['-c', COMMIT, 'sh', path, text], { cwd: this.bare, env: { ...process.env, ...AUTHOR } });
  }

  /** From now on another promoter is faster, at the first pushes or at all. */
  public overtake(pushes: number): void {
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const counter = join(this.folder, 'pushes');
    writeFileSync(counter, '');
    const commit = `cd ${this.bare} && set -- other "$(date +%N)" && ${COMMIT}`;
    const env = Object.entries(AUTHOR).map(([name, value]) => `export ${name}='${value}'`);
    writeFileSync(join(this.folder, 'other.sh'), ['PATH=/usr/local/bin:/usr/bin:/bin', ...env, commit].join('\n'));
    writeProgram(
      this.programs,
      'git',
      `#!/bin/sh
if [ "$1" = push ] && [ "$(wc -l < ${counter})" -lt ${pushes} ]; then
  echo >> ${counter}
  env -i sh ${this.folder}/other.sh
fi
exec ${real} "$@"
`,
    );
  }

  /** From now on every push is refused. */
  public refuse(): void {
    const hook = join(this.bare, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "the branch is protected" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
  }
}

export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...AUTHOR } });
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'other',
  GIT_AUTHOR_EMAIL: 'other@localhost.invalid',
  GIT_COMMITTER_NAME: 'other',
  GIT_COMMITTER_EMAIL: 'other@localhost.invalid',
};

/** Commits the file $1 with the text $2 on top of a bare repository's branch. */
const COMMIT = `
export GIT_INDEX_FILE="$(mktemp -d)/index"
if git rev-parse --verify --quiet main > /dev/null; then parent="-p main"; git read-tree main; else parent=""; fi
blob="$(printf '%s' "$2" | git hash-object -w --stdin)"
git update-index --add --cacheinfo "100644,$blob,$1"
git update-ref refs/heads/main "$(git commit-tree "$(git write-tree)" $parent -m other)"
`;
