import { type Construct } from 'constructs';
import { Toolbox } from '../../../tools';
import { Param } from '../param';
import { Result } from '../result';
import { type Script, sh } from '../script';
import { Step } from '../step';
import { Task, type TaskInput } from '../task';
import { Workspace } from '../workspace';
import { GitAuth, type GitRemote } from './git-auth';
import { type ReadyTaskProps } from './ready-task';

export interface CheckOutCommitProps extends ReadyTaskProps {
  /** The repository of the source. */
  readonly repository: GitRemote;
  /** How the task gets into it. @default GitAuth.ssh() */
  readonly auth?: GitAuth;
}

const PARAMS = { revision: Param.string({ description: 'The commit: 40 hex digits.' }) };
const RESULTS = {
  commit: Result.string('The commit that is checked out.'),
  'committer-date': Result.string('When it was committed, in seconds since 1970.'),
};

type Input = TaskInput<typeof PARAMS, typeof RESULTS, CheckOutWorkspaces, Readonly<Record<never, never>>>;

/** The workspaces of the task. */
export type CheckOutWorkspaces = ReturnType<typeof workspacesFor>;

/**
 * Checks one commit of a repository out, with its whole history and without submodules. It needs git and the repository
 * alone: `GitClone` is fetched from Artifact Hub when the pipeline runs. What was in the workspace before is gone.
 */
export class CheckOutCommit extends Task<typeof PARAMS, typeof RESULTS, CheckOutWorkspaces> {
  public constructor(scope: Construct, id: string, props: CheckOutCommitProps) {
    const { auth = GitAuth.ssh() } = props;
    super(scope, id, {
      ...props,
      name: props.name ?? 'check-out',
      description: props.description ?? 'Checks a commit out, with its whole history.',
      params: PARAMS,
      results: RESULTS,
      workspaces: workspacesFor(auth),
      steps: (input) => [checkOutStep(props, auth, input)],
    });
  }
}

function checkOutStep(
  { repository, tools = Toolbox.standard, resources = { memory: '512Mi' } }: CheckOutCommitProps,
  auth: GitAuth,
  { params, results, workspaces: { output, git } }: Input,
): Step {
  return Step.script({
    name: 'check-out',
    image: tools.tool('git').image,
    security: auth._security,
    resources,
    script: sh`
      revision=${params.revision}
      case "\${revision}" in (*[!0-9a-f]* | '') echo "not a commit: \${revision}" >&2; exit 1 ;; esac
      ${auth._script(git)}
      ${emptied(output.path)}
      git init --quiet .
      git fetch --quiet --no-tags ${auth._url(repository)} "\${revision}"
      git checkout --quiet --detach FETCH_HEAD
      git log -1 --format=tformat:%H | tr -d '\n' > ${results.commit.path}
      git log -1 --format=tformat:%ct | tr -d '\n' > ${results['committer-date'].path}
    `,
  });
}

/** The folder belongs to the volume's maker and what is in it to whoever comes next, through the group of the run. */
function emptied(folder: Input['workspaces']['output']['path']): Script<'step'> {
  return sh`
    umask 002
    cd ${folder}
    find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +
    git config --global --add safe.directory "\${PWD}"
  `;
}

// The compiler takes the names from here: written out as an interface they would be any names.
function workspacesFor(auth: GitAuth) {
  return {
    output: Workspace.required({ description: 'Where the checkout is put.' }),
    git: Workspace.credentials({ description: auth.description }),
  };
}
