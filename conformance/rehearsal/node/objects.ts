import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DNS, NODE } from './addresses';
import { NameServer } from './dns';

/** How many claims of volumes the node can meet. */
const VOLUMES = 64;

/** What a cluster has before anybody installs something: its DNS Service, a default StorageClass, and public key discovery. */
export function baseObjects(folder: string): string {
  const items = [...dnsObjects(), discoveryBinding(), ...storageObjects(folder)];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function dnsObjects(): readonly object[] {
  const [name, namespace] = ['kube-dns', 'kube-system'];
  const ports = [
    { name: 'dns', protocol: 'UDP', port: 53 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53 },
  ];
  const read = ['list', 'watch'];
  const role = { apiGroup: RBAC, kind: 'ClusterRole', name: NameServer.user };
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: NameServer.user },
      rules: [
        { apiGroups: [''], resources: ['services', 'namespaces', 'pods'], verbs: read },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: NameServer.user },
      roleRef: role,
      subjects: [{ apiGroup: RBAC, kind: 'User', name: NameServer.user }],
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: DNS.service, ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports,
      endpoints: [{ addresses: [DNS.address] }],
    },
  ];
}

/** Lets everybody read the keys that account tokens are verified with, as clusters do whose tokens are trusted elsewhere. */
function discoveryBinding(): object {
  const name = 'system:service-account-issuer-discovery';
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${name}-for-everybody` },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'system:unauthenticated' }],
  };
}

/** Folders of the node as volumes: of the kind "local", to which a pod's fsGroup applies as to a real disk. */
function storageObjects(folder: string): readonly object[] {
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  const hostname = { key: 'kubernetes.io/hostname', operator: 'In', values: [NODE.name] };
  const volumes = Array.from({ length: VOLUMES }, (_, at) => {
    const name = `volume-${String(at).padStart(2, '0')}`;
    const path = join(folder, 'volumes', name);
    mkdirSync(path, { recursive: true });
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity: { storage: '10Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'standard',
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [hostname] }] } },
      },
    };
  });
  return [storageClass, ...volumes];
}

const RBAC = 'rbac.authorization.k8s.io';
