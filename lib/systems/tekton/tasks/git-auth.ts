import { git } from '../../../tools';
import { sh, type Script } from '../script';
import { Security } from '../security';
import { type WorkspaceFolder } from '../workspace';

/** A git repository as both protocols reach it, such as a `GitHubRepository`. */
export interface GitRemote {
  /** Its address over https. */
  readonly cloneUrl: string;
  /** Its address over ssh. */
  readonly sshUrl: string;
}

/** How a task gets into a git repository: by what is bound to its workspace `git`. The secret is never in a URL or in argv. */
export abstract class GitAuth {
  /** A deploy key: bind `WorkspaceSource.sshKey(secret)`. The Secret must have `known_hosts` too: unknown hosts are refused. */
  public static ssh(): GitAuth {
    return new SshAuth();
  }

  /**
   * A user and a password or token, such as that of a GitHub App, over https: bind `WorkspaceSource.secret(secret)` of a
   * Secret of type `kubernetes.io/basic-auth`.
   */
  public static basic(): GitAuth {
    return new BasicAuth();
  }

  /** What the workspace `git` must hold. */
  public abstract readonly description: string;
  /** @internal */
  public abstract readonly _security: Security;
  /** @internal */
  public abstract _url(remote: GitRemote): string;
  /** Lines after which git gets in. @internal */
  public abstract _script(credentials: WorkspaceFolder): Script<'step'>;
}

class SshAuth extends GitAuth {
  public readonly description = 'A deploy key: the files id_rsa and known_hosts.';
  public readonly _security = Security.restrictedAs({ user: git.NOBODY });

  public _url(remote: GitRemote): string {
    return remote.sshUrl;
  }

  public _script(credentials: WorkspaceFolder): Script<'step'> {
    // ssh takes a key only from a file that nobody else may read, which no mode of a Secret's volume is for every user.
    return sh`
      (umask 077 && cat ${credentials.file('id_rsa')} > "\${HOME}/key")
      ssh="ssh -F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
      export GIT_SSH_COMMAND="\${ssh} -i \${HOME}/key -o UserKnownHostsFile=${credentials.file('known_hosts')}"
    `;
  }
}

class BasicAuth extends GitAuth {
  public readonly description = 'A user and a token: the files username and password.';
  public readonly _security = Security.restricted;

  public _url(remote: GitRemote): string {
    return remote.cloneUrl;
  }

  public _script(credentials: WorkspaceFolder): Script<'step'> {
    return sh`
      export GIT_CREDENTIALS=${credentials.path} GIT_ASKPASS="\${HOME}/askpass" GIT_TERMINAL_PROMPT=0
      cat > "\${GIT_ASKPASS}" <<'END'
      #!/bin/sh
      case "$1" in
        (Username*) cat "\${GIT_CREDENTIALS}/username" ;;
        (*) cat "\${GIT_CREDENTIALS}/password" ;;
      esac
      END
      chmod 700 "\${GIT_ASKPASS}"
    `;
  }
}
