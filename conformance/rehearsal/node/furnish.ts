import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_SERVER, DNS, NODE, REGISTRY, SERVICES } from './addresses';
import { type Enclosure } from './enclosure';

/** Settings of the kernel as the kubelet wants them: it reads these files instead, and changes nothing on the machine. */
const SETTINGS = {
  'vm/overcommit_memory': '1',
  'vm/panic_on_oom': '0',
  'kernel/panic': '10',
  'kernel/panic_on_oops': '1',
  'kernel/keys/root_maxkeys': '1000000',
  'kernel/keys/root_maxbytes': '25000000',
};

/** Folders of the machine that the node has empty ones of its own for. */
export const HIDDEN = ['/run', '/var/lib'];

/** Path of the file that names the node's hosts, for programs on the node and for the cluster's DNS. */
export const hostsOf = (folder: string): string => join(folder, 'hosts');

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
    return bind(file, `/proc/sys/${name}`);
  });
  const script = [
    'busybox ip link set lo up',
    ...[NODE, REGISTRY, DNS].map(({ address }) => `busybox ip addr add ${address}/32 dev lo`),
    // Without it the API server has no address of its own to reach a webhook's Service from.
    `busybox ip route replace ${SERVICES.range} dev lo src ${NODE.address}`,
    'resolver=$(busybox readlink -f /etc/resolv.conf)',
    ...HIDDEN.map((path) => `busybox mount -t tmpfs tmpfs ${path}`),
    bind(join(folder, 'log'), '/var/log'),
    bind(hostsOf(folder), '/etc/hosts'),
    'busybox mkdir -p "$(busybox dirname "$resolver")"',
    'test -e "$resolver" || : > "$resolver"',
    bind(resolverOf(folder), '$resolver'),
    ...settings,
    'busybox mount --make-rshared /', // a volume that a pod mounts is seen by the kubelet
  ];
  const { code, stderr } = await enclosure.run('sh', ['-euc', script.join('\n')]);
  if (code !== 0) throw new Error(`the node's namespaces cannot be set up: ${stderr.trim()}`);
}

const bind = (from: string, to: string): string => `busybox mount --bind "${from}" "${to}"`;
