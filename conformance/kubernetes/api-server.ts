import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, freePort } from '../daemon';
import { debianProgram } from '../debian';
import { Api } from './api';
import { clusterPrograms } from './programs';

const TOKEN = 'conformance';

/** A real API server with its etcd, both on loopback, both gone with their folder when stopped. */
export class ApiServer {
  public static async start(): Promise<ApiServer> {
    const [{ apiServer }, etcd] = [await clusterPrograms(), await debianProgram('etcd', 'etcd-server')];
    const folder = mkdtempSync(join(tmpdir(), 'slipway-kubernetes-'));
    const started: Daemon[] = [];
    try {
      const store = await startEtcd(etcd, folder);
      started.push(store.daemon);
      const port = await freePort();
      const api = new Api(port, TOKEN);
      started.push(
        await Daemon.start(apiServer, flags(folder, store.url, port), {
          log: join(folder, 'kube-apiserver.log'),
          // Some start hooks make the namespace "default"; only then can objects be created.
          ready: async () => (await api.call({ method: 'GET', path: '/api/v1/namespaces/default' })).status === 200,
          within: 120,
        }),
      );
      return new ApiServer(api, folder, started);
    } catch (error) {
      for (const daemon of started.reverse()) await daemon.stop();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor(
    public readonly api: Api,
    /** Holds logs and the kubeconfig. */
    public readonly folder: string,
    private readonly daemons: readonly Daemon[],
  ) {}

  /** A kubeconfig for programs that are clients themselves. */
  public kubeconfig(): string {
    const path = join(this.folder, 'kubeconfig');
    const cluster = { server: `https://127.0.0.1:${String(this.api.port)}`, 'insecure-skip-tls-verify': true };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'judge', cluster }],
      users: [{ name: 'judge', user: { token: TOKEN } }],
      contexts: [{ name: 'judge', context: { cluster: 'judge', user: 'judge' } }],
      'current-context': 'judge',
    };
    writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
    return path;
  }

  public async stop(): Promise<void> {
    for (const daemon of [...this.daemons].reverse()) await daemon.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function startEtcd(program: string, folder: string): Promise<{ url: string; daemon: Daemon }> {
  const [client, peer] = [await freePort(), await freePort()];
  const [url, peerUrl] = [`http://127.0.0.1:${String(client)}`, `http://127.0.0.1:${String(peer)}`];
  const args = [
    ...['--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error', '--logger', 'zap'],
    ...['--listen-client-urls', url, '--advertise-client-urls', url],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
    ...['--initial-cluster', `default=${peerUrl}`],
  ];
  const ready = async () => (await fetch(`${url}/health`)).ok;
  return { url, daemon: await Daemon.start(program, args, { log: join(folder, 'etcd.log'), ready }) };
}

function flags(folder: string, etcd: string, port: number): readonly string[] {
  const [key, tokens, certificates] = [join(folder, 'accounts.pem'), join(folder, 'tokens.csv'), join(folder, 'certs')];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(tokens, `${TOKEN},judge,judge,system:masters\n`, { mode: 0o600 });
  mkdirSync(certificates);
  return [
    `--etcd-servers=${etcd}`,
    ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${String(port)}`],
    ...[`--cert-dir=${certificates}`, `--token-auth-file=${tokens}`, '--anonymous-auth=false'],
    ...[
      '--authorization-mode=AlwaysAllow',
      '--endpoint-reconciler-type=none',
      '--service-cluster-ip-range=10.0.0.0/24',
    ],
    ...['--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${key}`],
    `--service-account-signing-key-file=${key}`,
    '--allow-privileged=true', // as real clusters are started; what may be privileged is Pod Security's to say
    ...['--enable-priority-and-fairness=false', '--profiling=false', '--disable-admission-plugins=ServiceAccount'],
  ];
}
