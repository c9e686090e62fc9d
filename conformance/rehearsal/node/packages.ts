import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { debianFolder } from '../../debian';

/** What the node takes from Debian, with the libraries that a small system may not have. */
const PACKAGES = [
  ...['containerd', 'runc', 'libseccomp2', 'containernetworking-plugins', 'docker-registry', 'busybox-static'],
  ...['iptables', 'libip4tc2', 'libip6tc2', 'libxtables12', 'libmnl0', 'libnftnl11'],
  ...['libnetfilter-conntrack3', 'libnfnetlink0', 'openssl', 'libssl3'],
];

/** Names that Debian gives to a program only when its package is installed. */
const ALTERNATIVES = [
  'iptables',
  'iptables-save',
  'iptables-restore',
  'ip6tables',
  'ip6tables-save',
  'ip6tables-restore',
];

const LIBRARIES = join('usr', 'lib', process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu');

/** The unpacked packages of the node. */
export interface Packages {
  /** The folder of the CNI plugins. */
  readonly cni: string;
  /** PATH and libraries: all programs are called by name. */
  readonly env: Readonly<Record<string, string>>;
}

/** Unpacks the node's Debian packages once. */
export async function nodePackages(): Promise<Packages> {
  const folder = await debianFolder('debian-rehearsal-node', PACKAGES, {
    sources: [__filename],
    finish: (root) => {
      mkdirSync(join(root, 'alternatives'));
      for (const name of ALTERNATIVES) symlinkSync('../usr/sbin/xtables-nft-multi', join(root, 'alternatives', name));
    },
  });
  const libraries = join(folder, LIBRARIES);
  const programs = ['alternatives', 'usr/sbin', 'usr/bin', 'bin'].map((path) => join(folder, path));
  return {
    cni: join(folder, 'usr', 'lib', 'cni'),
    env: {
      PATH: [...programs, process.env.PATH ?? ''].join(delimiter),
      LD_LIBRARY_PATH: libraries,
      XTABLES_LIBDIR: join(libraries, 'xtables'),
    },
  };
}
