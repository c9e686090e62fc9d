import { run } from '../../command';
import { Absent } from '../../engine';

/** The rules that kube-proxy and the pods' network write, each with a part of the kernel of its own. */
const RULES = [
  '-t nat -N PROBE',
  '-t nat -A PROBE -p tcp -m comment --comment probe -m statistic --mode random --probability 0.5 -j DNAT --to-destination 10.9.9.9:80',
  '-t nat -A PROBE -m mark ! --mark 0x4000/0x4000 -j RETURN',
  '-t nat -A PROBE -m addrtype --dst-type LOCAL -j MARK --or-mark 0x4000',
  '-t nat -A PROBE -j MASQUERADE --random-fully',
  '-A FORWARD -m conntrack --ctstate INVALID,ESTABLISHED -j DROP',
];

const SCRIPT = [
  'busybox ip link add probe0 type bridge',
  'busybox ip link add probe1 type veth peer name probe2',
  ...RULES.map((rule) => `iptables ${rule}`),
].join('\n');

/** Throws `Absent` where the kernel lacks what a cluster's network is made of; `env` finds iptables. */
export async function demandNetwork(env: Readonly<Record<string, string>>): Promise<void> {
  const { code, stderr } = await run('unshare', ['--net', 'sh', '-euc', SCRIPT], { env });
  if (code !== 0) throw new Absent(`the kernel lacks a part of a cluster's network: ${stderr.trim()}`);
}
