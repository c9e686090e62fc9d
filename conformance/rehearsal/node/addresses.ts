/** Names and addresses of the node. Nothing of it is seen outside the node's network namespace. */
export const DOMAIN = 'rehearsal.internal';

export const NODE = { name: 'rehearsal', address: '10.99.0.1' };
export const API_SERVER = `kubernetes.${DOMAIN}`;
export const REGISTRY = { host: `registry.${DOMAIN}`, address: '10.99.0.2' };
export const DNS = { address: '10.99.0.3', service: '10.96.0.10' };
/** The first address for hosts that are added later. */
export const FIRST_HOST = 10;

export const PODS = { range: '10.88.0.0/16', bridge: 'cni0' };
export const SERVICES = { range: '10.96.0.0/16', apiServer: '10.96.0.1' };
export const CLUSTER_DOMAIN = 'cluster.local';
