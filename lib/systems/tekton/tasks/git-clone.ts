import { Param } from '../param';
import { RemoteTask } from '../remote-task';
import { Result } from '../result';
import { Workspace } from '../workspace';

/** What git-clone 1.7.0 declares. */
const PARAMS = {
  url: Param.string({ description: 'The repository, by https or ssh.' }),
  revision: Param.string({ default: '', description: 'The commit, branch or tag.' }),
  refspec: Param.string({ default: '' }),
  submodules: Param.string({ default: 'true' }),
  submodulePaths: Param.string({ default: '' }),
  depth: Param.string({ default: '1', description: 'How many commits; 0 is the whole history.' }),
  sslVerify: Param.string({ default: 'true' }),
  crtFileName: Param.string({ default: 'ca-bundle.crt' }),
  subdirectory: Param.string({ default: '' }),
  sparseCheckoutDirectories: Param.string({ default: '' }),
  deleteExisting: Param.string({ default: 'true' }),
  httpProxy: Param.string({ default: '' }),
  httpsProxy: Param.string({ default: '' }),
  noProxy: Param.string({ default: '' }),
  verbose: Param.string({ default: 'true' }),
  userFriendlyErrors: Param.string({ default: 'true' }),
  gitInitImage: Param.string({ default: 'ghcr.io/tektoncd-catalog/git-clone:v1.7.0' }),
  userHome: Param.string({ default: '/tekton/home' }),
};

const RESULTS = {
  commit: Result.string('The commit that was fetched.'),
  url: Result.string('The URL that it was fetched from.'),
  'committer-date': Result.string('When it was committed, in seconds since 1970.'),
};

const WORKSPACES = {
  output: Workspace.required(),
  'ssh-directory': Workspace.credentials({ need: 'optional' }),
  'basic-auth': Workspace.credentials({ need: 'optional' }),
  'ssl-ca-directory': Workspace.config({ need: 'optional' }),
};

/**
 * Clones a repository into a workspace: the task `git-clone` 1.7.0 of Artifact Hub, where it has a catalog of its own.
 * Its step is not root but drops no capability, so a namespace of Pod Security `restricted` would refuse it. It takes its
 * own image by tag unless `gitInitImage` says otherwise. For a private repository bind `ssh-directory` to
 * `WorkspaceSource.sshKey(…)` and give an ssh URL.
 * @see https://artifacthub.io/packages/tekton-task/git-clone/git-clone
 */
export const GitClone = RemoteTask.hub(
  { name: 'git-clone', version: '1.7.0', catalog: 'git-clone' },
  { params: PARAMS, results: RESULTS, workspaces: WORKSPACES, podSecurity: 'baseline' },
);
