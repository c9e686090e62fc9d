import { delimiter, dirname, join } from 'node:path';
import { builtOnce } from '../../cache';
import { debianProgram } from '../../debian';
import { clusterPrograms, kubernetesPrograms } from '../../kubernetes/programs';
import { nodePackages } from './packages';

/** Everything that runs on the node, built or unpacked, and how a process finds it. */
export interface NodePrograms {
  /** The program that becomes the first process of the node. */
  readonly hold: string;
  /** The binary of the image that holds a pod's namespaces. */
  readonly pause: string;
  /** The binary of the smoke test's pods. */
  readonly smoke: string;
  /** The folder of the CNI plugins. */
  readonly cni: string;
  /** PATH and libraries: all programs of the node are called by name. */
  readonly env: Readonly<Record<string, string>>;
}

/** Builds the node's programs once; the first time takes several minutes. */
export async function nodePrograms(): Promise<NodePrograms> {
  const packages = await nodePackages();
  const own = await builtOnce('rehearsal-node', {
    module: join(__dirname, 'programs'),
    programs: { hold: './hold', pause: './pause', smoke: './smoke' },
    tags: ['netgo', 'osusergo'], // static: they run in images that hold nothing else
  });
  const dns = await builtOnce('rehearsal-dns', { module: join(__dirname, 'dns'), programs: { coredns: '.' } });
  const { apiServer } = await clusterPrograms();
  const etcd = await debianProgram('etcd', 'etcd-server');
  const folders = [own, dns, await kubernetesPrograms(), dirname(apiServer)];
  // The folder of etcd may be one of the machine's own, which holds much else: it comes last.
  const path = [...folders, packages.env.PATH, dirname(etcd)].join(delimiter);
  return {
    hold: join(own, 'hold'),
    pause: join(own, 'pause'),
    smoke: join(own, 'smoke'),
    cni: packages.cni,
    env: { ...packages.env, PATH: path },
  };
}
