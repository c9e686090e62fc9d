import { engineImages } from '../images/engine-images';
import { loaded } from '../images/reference';
import { type Node } from '../node/node';
import { type GitServer } from './git-server';
import { untilAvailable } from './shipped';

export interface GitOpsAgentProps {
  readonly server: GitServer;
  /** `owner/name` of the repository that says what runs. */
  readonly repository: string;
  /** @default "main" */
  readonly branch?: string;
  /** Folders with a kustomization.yaml, in the order in which they are applied. */
  readonly folders: readonly string[];
}

/** What the agent did with one folder at one commit. */
export interface Applied {
  /** When, in ISO 8601. */
  readonly at: string;
  readonly commit: string;
  readonly folder: string;
  /** What kubectl said against it. @default - it was applied */
  readonly error?: string;
}

const NAMESPACE = 'gitops';
const NAME = 'gitops-agent';

/**
 * A loop around `kubectl apply --kustomize` in a pod, which asks the git server every two seconds, and tries what was
 * refused again after ever longer pauses. It stands where Flux or Argo CD would: not all of their modules are to be had
 * from a module proxy. Unlike them it deletes nothing.
 */
export class GitOpsAgent {
  public static async start(node: Node, props: GitOpsAgentProps): Promise<GitOpsAgent> {
    const image = loaded(node, (await engineImages()).gitOpsAgent);
    await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects(image, props) }));
    await untilAvailable(node, NAMESPACE);
    return new GitOpsAgent(node);
  }

  private constructor(private readonly node: Node) {}

  /** Everything that it did since it started. */
  public async applied(): Promise<readonly Applied[]> {
    const log = await this.node.kubectl(['logs', '--namespace', NAMESPACE, `deployment/${NAME}`, '--tail=-1']);
    return log.split('\n').flatMap((line): Applied[] => {
      const [, at, outcome, commit, folder, error] =
        /^(\S+) (applied|failed) (\S+) ([^\s:]+)(?:: (.*))?$/.exec(line) ?? [];
      if (at === undefined || commit === undefined || folder === undefined) return [];
      return [{ at, commit, folder, ...(outcome === 'failed' ? { error: error ?? '' } : {}) }];
    });
  }
}

function objects(image: string, { server, repository, branch = 'main', folders }: GitOpsAgentProps): readonly object[] {
  const metadata = { name: NAME, namespace: NAMESPACE };
  const labels = { 'app.kubernetes.io/name': NAME };
  const rbac = 'rbac.authorization.k8s.io';
  const settings = {
    URL: server.urlOf(repository),
    BRANCH: branch,
    FOLDERS: folders.join(' '),
    INTERVAL: '2',
    RESYNC: '60',
  };
  const container = {
    name: NAME,
    image,
    env: Object.entries({ ...settings, HOME: '/run' }).map(([name, value]) => ({ name, value })),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'git', mountPath: '/etc/git', readOnly: true },
      { name: 'run', mountPath: '/run' },
    ],
  };
  const spec = {
    serviceAccountName: NAME,
    // ssh works only for users with a name.
    securityContext: {
      runAsUser: 65532,
      runAsNonRoot: true,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container],
    volumes: [
      { name: 'git', secret: { secretName: NAME } },
      { name: 'run', emptyDir: {} },
    ],
  };
  const template = { metadata: { labels }, spec };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    server.deployKey(NAME, NAMESPACE),
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } },
  ];
}
