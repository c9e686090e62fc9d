import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_DOMAIN, DNS, NODE, PODS } from './addresses';
import { resolverOf } from './furnish';
import { type Ground, answers, kubeconfigFor, pluginsOf, serve } from './ground';

/** Starts containerd. */
export async function startContainerd(ground: Ground, sandbox: string): Promise<void> {
  const { folder, programs } = ground;
  const [config, network] = [join(folder, 'containerd.toml'), join(folder, 'cni')];
  mkdirSync(network);
  writeFileSync(join(network, '10-pods.conflist'), JSON.stringify(podNetwork()));
  writeFileSync(config, containerdConfig(folder, sandbox, { plugins: programs.cni, network }));
  await serve(ground, 'containerd', ['--config', config], () => Promise.resolve(existsSync(socketOf(folder))));
}

/** Starts the kubelet and kube-proxy; the API server and containerd must be ready. */
export async function startKubelet(ground: Ground, cgroup: string): Promise<void> {
  const { folder, company, clients } = ground;
  const [serving, node, proxy] = await Promise.all([
    company.issue(folder, { name: 'kubelet', hosts: [NODE.name, NODE.address] }),
    kubeconfigFor(ground, { name: `system:node:${NODE.name}`, groups: ['system:nodes'] }),
    kubeconfigFor(ground, { name: 'system:kube-proxy' }),
  ]);
  const config = join(folder, 'kubelet.json');
  const settings = { cgroupRoot: `/${cgroup}`, tlsCertFile: serving.certificate, tlsPrivateKeyFile: serving.key };
  writeFileSync(config, JSON.stringify({ ...kubeletConfig(folder, clients.certificate), ...settings }));
  const names = [`--hostname-override=${NODE.name}`, `--node-ip=${NODE.address}`];
  const kubelet = [...names, `--config=${config}`, `--kubeconfig=${node}`, `--root-dir=${join(folder, 'kubelet')}`];
  const rules = ['--proxy-mode=iptables', `--cluster-cidr=${PODS.range}`, `--hostname-override=${NODE.name}`];
  // The table of connections belongs to the machine: its size is not the node's to change.
  const limits = [
    '--conntrack-max-per-core=0',
    '--conntrack-tcp-timeout-established=0s',
    '--conntrack-tcp-timeout-close-wait=0s',
  ];
  await Promise.all([
    serve(ground, 'kubelet', kubelet, answers(ground, 'http://127.0.0.1:10248/healthz')),
    serve(
      ground,
      'kube-proxy',
      [`--kubeconfig=${proxy}`, ...rules, ...limits],
      answers(ground, 'http://127.0.0.1:10256/healthz'),
    ),
  ]);
}

/** Path of containerd's socket, for `ctr`. */
export const socketOf = (folder: string): string => join(folder, 'containerd.sock');

function podNetwork(): object {
  const ipam = { type: 'host-local', ranges: [[{ subnet: PODS.range }]], routes: [{ dst: '0.0.0.0/0' }] };
  const bridge = { type: 'bridge', bridge: PODS.bridge, isGateway: true, hairpinMode: true, ipam };
  const ports = { type: 'portmap', capabilities: { portMappings: true } };
  return { cniVersion: '1.0.0', name: 'pods', plugins: [bridge, ports] };
}

/** TOML takes the strings and numbers of JSON as they are. */
function containerdConfig(folder: string, sandbox: string, cni: { plugins: string; network: string }): string {
  const quoted = (...path: readonly string[]) => JSON.stringify(join(folder, ...path));
  const cri = '[plugins."io.containerd.grpc.v1.cri"';
  return [
    'version = 2',
    `root = ${quoted('containerd')}`,
    'state = "/run/containerd"',
    `[grpc]\naddress = ${JSON.stringify(socketOf(folder))}`,
    `[plugins."io.containerd.internal.v1.opt"]\npath = ${quoted('opt')}`,
    `${cri}]\nsandbox_image = ${JSON.stringify(sandbox)}`,
    'restrict_oom_score_adj = true', // a machine's root may lack the right to lower it
    `${cri}.cni]\nbin_dir = ${JSON.stringify(cni.plugins)}\nconf_dir = ${JSON.stringify(cni.network)}`,
    `${cri}.containerd]\nsnapshotter = "overlayfs"\ndefault_runtime_name = "runc"`,
    'discard_unpacked_layers = true', // the registry beside it keeps them
    `${cri}.containerd.runtimes.runc]\nruntime_type = "io.containerd.runc.v2"`,
    '',
  ].join('\n');
}

function kubeletConfig(folder: string, clients: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: clients } },
    authorization: { mode: 'Webhook' },
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [DNS.service],
    clusterDomain: CLUSTER_DOMAIN,
    resolvConf: resolverOf(folder),
    containerRuntimeEndpoint: `unix://${socketOf(folder)}`,
    volumePluginDir: pluginsOf(folder),
    // The machine's disk is shared with others: how full it is says nothing of this node.
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '0%', 'imagefs.available': '0%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    serializeImagePulls: false,
    registryPullQPS: 0,
    eventRecordQPS: 0,
    kubeAPIQPS: 200,
    kubeAPIBurst: 400,
    maxPods: 200,
  };
}
