import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { run } from '../../command';

/** Folders and files that the programs of a node make where nobody tells them otherwise. */
const PLACES = [
  ...['/etc/cni', '/etc/containerd', '/etc/kubernetes', '/opt/cni', '/opt/containerd', '/usr/libexec/kubernetes'],
  ...['/run/containerd', '/run/netns', '/run/xtables.lock', '/run/flannel', '/run/docker-registry'],
  ...['/var/lib/cni', '/var/lib/containerd', '/var/lib/etcd', '/var/lib/kubelet', '/var/lib/docker-registry'],
  ...['/var/log/containers', '/var/log/pods'],
];

/** Where a node mounts something, each of which would hide what the machine has there. */
const MOUNTS = /^\/(run|var\/lib|var\/log|etc\/hosts|proc|proc\/sys\/.*)$/;

/** Settings of the kernel that the programs of a node change. */
const SETTINGS = [
  ...['vm/overcommit_memory', 'vm/panic_on_oom', 'kernel/panic', 'kernel/panic_on_oops'],
  ...['kernel/keys/root_maxkeys', 'kernel/keys/root_maxbytes', 'net/ipv4/ip_forward'],
];

/** What a machine shows of a node: taken before and after, the difference is what the node left behind. */
export class Inventory {
  /** Takes the inventory; `env` finds iptables. */
  public static async take(env: Readonly<Record<string, string>>): Promise<Inventory> {
    const { stdout } = await run('iptables-save', [], { env });
    return new Inventory([
      ...mountPoints().map((path) => `mount ${path}`),
      ...readdirSync('/sys/class/net').map((name) => `network interface ${name}`),
      ...lines(stdout).flatMap((line) => (line.startsWith('-A') ? [`iptables rule ${line}`] : [])),
      ...PLACES.filter((place) => existsSync(place)).map((place) => `file ${place}`),
      ...SETTINGS.flatMap(settingOf),
    ]);
  }

  private constructor(private readonly things: readonly string[]) {}

  /** What is here now and was not there before. */
  public since(before: Inventory): readonly string[] {
    const known = new Set(before.things);
    return this.things.filter((thing) => !known.has(thing));
  }
}

/** Every one as often as it is mounted over. */
function mountPoints(): readonly string[] {
  const paths = lines(readFileSync('/proc/self/mountinfo', 'utf8')).map((line) => line.split(' ')[4] ?? '');
  return paths
    .filter((path) => MOUNTS.test(path))
    .map((path, at, all) => `${path}#${String(all.slice(0, at).filter((other) => other === path).length)}`);
}

function settingOf(name: string): readonly string[] {
  const path = `/proc/sys/${name}`;
  return existsSync(path) ? [`setting ${name} = ${readFileSync(path, 'utf8').trim()}`] : [];
}

const lines = (text: string): readonly string[] => text.trim().split('\n').filter(Boolean);
