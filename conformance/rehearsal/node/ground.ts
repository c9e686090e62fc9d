import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DaemonOptions } from '../../daemon';
import { type Authority, type Issued, type Subject, pemOf } from './authority';
import { API_SERVER, DNS, NODE, REGISTRY, SERVICES } from './addresses';
import { type Door } from './door';
import { type Enclosure } from './enclosure';
import { type NodePrograms } from './programs';

/** What every part of the node stands on. */
export interface Ground {
  /** Holds every file of the node; the same path inside and outside. */
  readonly folder: string;
  readonly enclosure: Enclosure;
  readonly door: Door;
  readonly programs: NodePrograms;
  /** The company's authority, which servers are trusted by. */
  readonly company: Authority;
  /** The cluster's own authority, which clients of the API server are known by. */
  readonly clients: Authority;
}

/** Starts a server program of the node, with its log in the node's folder. */
export async function serve(
  { enclosure, folder }: Ground,
  program: string,
  args: readonly string[],
  ready: DaemonOptions['ready'],
): Promise<void> {
  await enclosure.daemon(program, args, { log: join(folder, `${program}.log`), ready, within: 120 });
}

/** Readiness of a server: it answers a URL with 200. */
export const answers =
  ({ door }: Ground, url: string) =>
  async (): Promise<boolean> =>
    (await door.request({ url, timeout: 5 })).status === 200;

/** Issues a client's certificate and writes its kubeconfig; returns the path of the latter. */
export async function kubeconfigFor({ folder, clients, company }: Ground, subject: Subject): Promise<string> {
  const issued = await clients.issue(folder, subject);
  const path = `${issued.certificate.slice(0, -'.pem'.length)}.kubeconfig`;
  writeFileSync(path, kubeconfig(subject.name, issued, company), { mode: 0o600 });
  return path;
}

function kubeconfig(user: string, { certificate, key }: Issued, company: Authority): string {
  const data = (path: string) => Buffer.from(pemOf(path)).toString('base64');
  const cluster = { server: `https://${API_SERVER}`, 'certificate-authority-data': data(company.certificate) };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'rehearsal', cluster }],
    users: [{ name: user, user: { 'client-certificate-data': data(certificate), 'client-key-data': data(key) } }],
    contexts: [{ name: 'rehearsal', context: { cluster: 'rehearsal', user } }],
    'current-context': 'rehearsal',
  });
}

/** Settings of the kernel as the kubelet wants them: it reads these files instead, and changes nothing on the machine. */
const SETTINGS = {
  'vm/overcommit_memory': '1',
  'vm/panic_on_oom': '0',
  'kernel/panic': '10',
  'kernel/panic_on_oops': '1',
  'kernel/keys/root_maxkeys': '1000000',
  'kernel/keys/root_maxbytes': '25000000',
};

/** Path of the file that names the node's hosts, for programs on the node and for the cluster's DNS. */
export const hostsOf = (folder: string): string => join(folder, 'hosts');

/** Folder of volume plugins, of which there are none. */
export const pluginsOf = (folder: string): string => join(folder, 'volume-plugins');

/** Path of the resolver configuration of programs on the node. */
export const resolverOf = (folder: string): string => join(folder, 'resolv.conf');

/** Puts addresses, routes and the node's own files where its programs look for them; nothing of it is seen outside. */
export async function furnish(enclosure: Enclosure, folder: string): Promise<void> {
  const hosts = { localhost: '127.0.0.1', [NODE.name]: NODE.address, [API_SERVER]: NODE.address };
  const all = Object.entries({ ...hosts, [REGISTRY.host]: REGISTRY.address });
  writeFileSync(hostsOf(folder), all.map(([name, address]) => `${address} ${name}\n`).join(''));
  writeFileSync(resolverOf(folder), `nameserver ${DNS.address}\n`);
  for (const name of ['log', 'settings']) mkdirSync(join(folder, name));
  const settings = Object.entries(SETTINGS).map(([name, value], at) => {
    const file = join(folder, 'settings', String(at));
    writeFileSync(file, `${value}\n`);
    return `busybox mount --bind ${file} /proc/sys/${name}`;
  });
  const script = [
    'busybox ip link set lo up',
    ...[NODE, REGISTRY, DNS].map(({ address }) => `busybox ip addr add ${address}/32 dev lo`),
    // Without it the API server has no address of its own to reach a webhook's Service from.
    `busybox ip route replace ${SERVICES.range} dev lo src ${NODE.address}`,
    'resolver=$(busybox readlink -f /etc/resolv.conf)',
    'busybox mount -t tmpfs tmpfs /run',
    'busybox mount -t tmpfs tmpfs /var/lib',
    `busybox mount --bind ${join(folder, 'log')} /var/log`,
    `busybox mount --bind ${hostsOf(folder)} /etc/hosts`,
    'busybox mkdir -p "$(busybox dirname "$resolver")"',
    'test -e "$resolver" || : > "$resolver"',
    `busybox mount --bind ${resolverOf(folder)} "$resolver"`,
    ...settings,
    'busybox mount --make-rshared /', // a volume that a pod mounts is seen by the kubelet
  ];
  const { code, stderr } = await enclosure.run('sh', ['-euc', script.join('\n')]);
  if (code !== 0) throw new Error(`the node's namespaces cannot be set up: ${stderr.trim()}`);
}
