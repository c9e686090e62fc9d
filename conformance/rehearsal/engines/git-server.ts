import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../../command';
import { debianProgram } from '../../debian';
import { engineImages } from '../images/engine-images';
import { loaded } from '../images/reference';
import { type Node } from '../node/node';
import { Checkout } from './checkout';
import { untilAvailable } from './shipped';

/** A repository that the server holds. */
export interface HostedRepository {
  /** `owner/name`. */
  readonly name: string;
  /** Who is told of pushes, as GitHub tells. @default - nobody */
  readonly webhook?: Webhook;
}

export interface Webhook {
  readonly url: string;
  /** The secret that what is told is signed with. */
  readonly secret: string;
  /** GitHub's ids of the repository and of its owner. */
  readonly id: number;
  readonly ownerId: number;
}

export interface GitServerProps {
  readonly repositories: readonly HostedRepository[];
  /** The name that it answers to. @default "git.rehearsal.internal" */
  readonly host?: string;
}

const NAMESPACE = 'git';
const NAME = 'git';

/**
 * Git over ssh in a pod, as `git@<host>:<owner>/<name>.git` on port 22. Its hook tells of pushes as GitHub's webhook
 * does, signature included, and the answer stands in the output of the push.
 */
export class GitServer {
  public static async start(node: Node, props: GitServerProps): Promise<GitServer> {
    const { host = 'git.rehearsal.internal', repositories } = props;
    const folder = join(node.folder, 'git');
    mkdirSync(folder);
    const keygen = await debianProgram('ssh-keygen', 'openssh-client');
    for (const name of ['host_key', 'deploy_key']) {
      await mustRun(keygen, ['-q', '-t', 'ed25519', '-N', '', '-C', host, '-f', join(folder, name)]);
    }
    const server = new GitServer(node, folder, host, await debianProgram('ssh', 'openssh-client'));
    writeFileSync(join(folder, 'known_hosts'), server.knownHosts);
    const image = loaded(node, (await engineImages()).gitServer);
    const items = [...server.settings(repositories), ...objects(image, repositories)];
    await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await untilAvailable(node, NAMESPACE);
    const service = ['get', 'service', NAME, '--namespace', NAMESPACE, '--output', 'jsonpath={.spec.clusterIP}'];
    await node.addHost(host, await node.kubectl(service));
    return server;
  }

  private constructor(
    private readonly node: Node,
    private readonly folder: string,
    public readonly host: string,
    private readonly ssh: string,
  ) {}

  /** The line by which ssh knows the server. */
  public get knownHosts(): string {
    return `${this.host} ${this.read('host_key.pub').split(' ').slice(0, 2).join(' ')}\n`;
  }

  /** The address of a repository for ssh. */
  public urlOf(repository: string): string {
    return `git@${this.host}:${repository}.git`;
  }

  /** A key that may push to every repository, as a Secret that Tekton, Flux and slipway's tasks can read. */
  public deployKey(name: string, namespace: string): object {
    const key = this.read('deploy_key');
    const named = { 'ssh-privatekey': key, id_rsa: key, identity: key, known_hosts: this.knownHosts };
    const metadata = { name, namespace };
    return { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/ssh-auth', metadata, stringData: named };
  }

  /** A checkout of a repository on this machine, to commit and push as a person would. */
  public checkout(repository: string): Promise<Checkout> {
    const file = (name: string) => join(this.folder, name);
    const options = ['BatchMode=yes', 'IdentitiesOnly=yes', `UserKnownHostsFile=${file('known_hosts')}`];
    const ssh = [this.ssh, '-F', '/dev/null', '-i', file('deploy_key'), ...options.flatMap((option) => ['-o', option])];
    const folder = join(this.folder, 'checkouts', repository);
    return Checkout.clone(this.node, { url: this.urlOf(repository), folder, ssh: ssh.join(' ') });
  }

  private settings(repositories: readonly HostedRepository[]): readonly object[] {
    const webhooks = repositories.flatMap(({ name, webhook }): (readonly [string, string])[] => {
      if (webhook === undefined) return [];
      const { id, ownerId, url, secret } = webhook;
      const facts = Object.entries({ id: String(id), 'owner-id': String(ownerId), url, secret });
      return facts.map(([key, value]) => [`${name.replaceAll('/', '.')}.${key}`, value]);
    });
    const keys = { host_key: this.read('host_key'), authorized_keys: this.read('deploy_key.pub') };
    const stringData = { ...keys, ...Object.fromEntries(webhooks) };
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: NAME, namespace: NAMESPACE }, stringData },
    ];
  }

  private read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }
}

function objects(image: string, repositories: readonly HostedRepository[]): readonly object[] {
  const metadata = { name: NAME, namespace: NAMESPACE };
  const labels = { 'app.kubernetes.io/name': NAME };
  const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const container = {
    name: NAME,
    image,
    env: [{ name: 'REPOSITORIES', value: repositories.map(({ name }) => name).join(' ') }],
    ports: [{ containerPort: 2222 }],
    readinessProbe: { tcpSocket: { port: 2222 }, periodSeconds: 1 },
    volumeMounts: [
      { name: 'settings', mountPath: '/etc/git-server', readOnly: true },
      { name: 'repositories', mountPath: '/srv/git' },
    ],
  };
  const volumes = [
    { name: 'settings', secret: { secretName: NAME } },
    { name: 'repositories', persistentVolumeClaim: { claimName: NAME } },
  ];
  const template = {
    metadata: { labels },
    spec: { automountServiceAccountToken: false, containers: [container], volumes },
  };
  const spec = { selector: { matchLabels: labels }, strategy: { type: 'Recreate' }, template };
  const ports = [{ name: 'ssh', port: 22, targetPort: 2222 }];
  return [
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: claim },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec },
  ];
}
