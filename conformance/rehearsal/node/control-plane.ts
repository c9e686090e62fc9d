import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_SERVER, NODE, PODS, SERVICES } from './addresses';
import { type Ground, answers, kubeconfigFor, pluginsOf, serve } from './ground';

const STORE = 'http://127.0.0.1:2379';

/** The account token's issuer; its discovery document and keys are served by the API server under this address. */
export const ISSUER = `https://${API_SERVER}`;

/** Starts etcd and the API server. */
export async function startApiServer(ground: Ground, isReady: () => Promise<boolean>): Promise<void> {
  const { folder } = ground;
  const [peer, data] = ['http://127.0.0.1:2380', join(folder, 'etcd')];
  const args = ['--data-dir', data, '--unsafe-no-fsync', '--log-level', 'error', '--logger', 'zap'];
  const urls = ['--listen-client-urls', STORE, '--advertise-client-urls', STORE, '--listen-peer-urls', peer];
  const members = ['--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`];
  await serve(ground, 'etcd', [...args, ...urls, ...members], answers(ground, `${STORE}/health`));
  await serve(ground, 'kube-apiserver', await apiServerFlags(ground), isReady);
}

/** Starts the controllers and the scheduler; the API server must be ready. */
export async function startControllers(ground: Ground): Promise<void> {
  const { folder, company } = ground;
  const serving = await company.issue(folder, { name: 'controllers', hosts: ['127.0.0.1'] });
  const common = async (name: string) => {
    const kubeconfig = await kubeconfigFor(ground, { name: `system:${name}` });
    return [
      ...['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'].map(
        (flag) => `--${flag}=${kubeconfig}`,
      ),
      ...[
        '--bind-address=127.0.0.1',
        `--tls-cert-file=${serving.certificate}`,
        `--tls-private-key-file=${serving.key}`,
      ],
      ...['--leader-elect=false', '--profiling=false', '--kube-api-qps=200', '--kube-api-burst=400'],
    ];
  };
  const [manager, scheduler] = ['kube-controller-manager', 'kube-scheduler'];
  const managed = [
    ...[`--cluster-cidr=${PODS.range}`, '--allocate-node-cidrs=false', '--use-service-account-credentials=true'],
    `--flex-volume-plugin-dir=${pluginsOf(folder)}`, // made where it is said, and in /usr by default
    ...[`--root-ca-file=${company.certificate}`, `--service-account-private-key-file=${accountKeyOf(folder)}`],
  ];
  await Promise.all([
    serve(
      ground,
      manager,
      [...(await common(manager)), ...managed],
      answers(ground, 'https://127.0.0.1:10257/healthz'),
    ),
    serve(ground, scheduler, await common(scheduler), answers(ground, 'https://127.0.0.1:10259/healthz')),
  ]);
}

/** Path of the log in which the API server writes every change: who did what, and when. */
export const auditLogOf = (folder: string): string => join(folder, 'audit', 'audit.log');

async function apiServerFlags({ folder, company, clients }: Ground): Promise<readonly string[]> {
  const hosts = [API_SERVER, NODE.address, SERVICES.apiServer, '127.0.0.1', ...serviceNames()];
  const [serving, kubelet, proxy] = await Promise.all([
    company.issue(folder, { name: API_SERVER, hosts }),
    clients.issue(folder, { name: 'kube-apiserver-kubelet-client', groups: ['system:masters'] }),
    clients.issue(folder, { name: 'front-proxy' }),
  ]);
  const key = accountKeyOf(folder);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return [
    ...[`--etcd-servers=${STORE}`, `--bind-address=${NODE.address}`, `--advertise-address=${NODE.address}`],
    ...['--secure-port=443', `--tls-cert-file=${serving.certificate}`, `--tls-private-key-file=${serving.key}`],
    ...[`--client-ca-file=${clients.certificate}`, `--service-cluster-ip-range=${SERVICES.range}`],
    ...[`--kubelet-client-certificate=${kubelet.certificate}`, `--kubelet-client-key=${kubelet.key}`],
    ...[`--kubelet-certificate-authority=${company.certificate}`, '--kubelet-preferred-address-types=InternalIP'],
    ...[`--service-account-issuer=${ISSUER}`, `--service-account-jwks-uri=${ISSUER}/openid/v1/jwks`],
    ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
    ...['--authorization-mode=Node,RBAC', '--enable-admission-plugins=NodeRestriction', '--allow-privileged=true'],
    ...[`--requestheader-client-ca-file=${clients.certificate}`, '--requestheader-allowed-names=front-proxy'],
    ...['--requestheader-username-headers=X-Remote-User', '--requestheader-group-headers=X-Remote-Group'],
    ...[`--proxy-client-cert-file=${proxy.certificate}`, `--proxy-client-key-file=${proxy.key}`],
    ...['--profiling=false', ...auditFlags(folder)],
  ];
}

/** Names of the API server inside the cluster. */
function serviceNames(): readonly string[] {
  const labels = ['kubernetes', 'default', 'svc', 'cluster', 'local'];
  return [1, 2, 3, 5].map((count) => labels.slice(0, count).join('.'));
}

function auditFlags(folder: string): readonly string[] {
  const [policy, log] = [join(folder, 'audit-policy.json'), auditLogOf(folder)];
  const rules = [
    { level: 'None', verbs: ['get', 'list', 'watch'] },
    { level: 'None', resources: [{ group: 'coordination.k8s.io' }, { group: 'events.k8s.io' }] },
    { level: 'None', resources: [{ group: '', resources: ['events'] }] },
    { level: 'Metadata', omitStages: ['RequestReceived'] },
  ];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules }));
  mkdirSync(join(folder, 'audit'));
  return [`--audit-policy-file=${policy}`, `--audit-log-path=${log}`];
}

const accountKeyOf = (folder: string): string => join(folder, 'accounts.key');
