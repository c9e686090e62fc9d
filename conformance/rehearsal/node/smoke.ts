import { deepStrictEqual } from 'node:assert';
import { referenceTo } from '../images/reference';
import { Authority } from './authority';
import { type Image, imageOnce } from './image';
import { Node } from './node';
import { nodePrograms } from './programs';

const IMAGE = 'smoke/program:1';
const NAMESPACE = 'smoke';
const SERVICE = `front.${NAMESPACE}.svc.cluster.local`;

/** Starts a node, lets two pods talk to each other and to the cluster, and stops it; prints the times. */
export async function rehearseNode(): Promise<void> {
  const clock = new Clock();
  const image = await smokeImage();
  clock.tick('programs and images are there');
  const node = await Node.start({ images: [image] });
  try {
    clock.tick('the node is ready');
    await askFromOutside(node);
    clock.tick('the issuer, the registry and an added host answer outside of pods');
    await askFromPod(node, referenceTo(image));
    clock.tick('a pod has seen DNS, a Service, the API server, the registry and its volume, and nothing outside');
  } finally {
    await node.stop();
  }
  clock.tick('the node is gone without a trace');
}

async function smokeImage(): Promise<Image> {
  const [{ smoke }, { certificate }] = [await nodePrograms(), await Authority.once()];
  const files = { smoke, 'etc/ssl/certs/ca-certificates.crt': certificate };
  return imageOnce({ name: IMAGE, layers: [{ files }], entrypoint: ['/smoke'] });
}

async function askFromOutside(node: Node): Promise<void> {
  const discovery = await node.request({ url: `${node.issuer}/.well-known/openid-configuration` });
  const { issuer, jwks_uri: keys } = JSON.parse(discovery.body) as { issuer: string; jwks_uri: string };
  deepStrictEqual([discovery.status, issuer], [200, node.issuer]);
  deepStrictEqual((await node.request({ url: keys })).status, 200);
  const { code } = await node.enter('getent', ['hosts', node.registry.host]);
  deepStrictEqual(code, 0);
  const address = await node.addHost('git.rehearsal.internal');
  const { stdout } = await node.enter('getent', ['hosts', 'git.rehearsal.internal']);
  deepStrictEqual(stdout.split(/\s+/)[0], address);
  const anonymous = await node.request({ url: `${node.issuer}/api/v1/secrets` });
  deepStrictEqual(anonymous.status, 403);
}

async function askFromPod(node: Node, image: string): Promise<void> {
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects(image, node.registry.host) }));
  const until = (name: string, what: string) =>
    node.kubectl(['wait', '--namespace', NAMESPACE, `pod/${name}`, `--for=${what}`, '--timeout=60s']);
  await until('front', 'condition=Ready');
  await node.apply(JSON.stringify(pod('asker', image, { args: ['ask', SERVICE], registry: node.registry.host })));
  await until('asker', 'jsonpath={.status.containerStatuses[0].state.terminated}');
  const said = await node.kubectl(['logs', '--namespace', NAMESPACE, 'asker']);
  const service = JSON.parse(await node.kubectl(['get', '--namespace', NAMESPACE, 'service/front', '-o', 'json'])) as {
    spec: { clusterIP: string };
  };
  deepStrictEqual(JSON.parse(said), {
    addresses: [service.spec.clusterIP],
    answer: 'front',
    version: 200,
    secrets: 403,
    registry: 200,
    volume: 'kept',
    outside: 'dial tcp 192.0.2.1:443: connect: network is unreachable',
  });
}

function objects(image: string, registry: string): readonly object[] {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const port = { port: 80, targetPort: 8080 };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'front', namespace: NAMESPACE },
      spec: { selector: { app: 'front' }, ports: [port] },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: NAMESPACE },
      spec: claim,
    },
    pod('front', image, { args: ['serve'], registry }),
  ];
}

function pod(name: string, image: string, { args, registry }: { args: readonly string[]; registry: string }): object {
  const forbidden = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const user = { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } };
  const isAsker = name === 'asker';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: NAMESPACE, labels: { app: name } },
    spec: {
      restartPolicy: 'Never',
      securityContext: user,
      containers: [
        {
          name: 'program',
          image,
          args,
          env: [{ name: 'REGISTRY', value: registry }],
          securityContext: forbidden,
          ...(isAsker ? { volumeMounts: [{ name: 'data', mountPath: '/data' }] } : {}),
          ...(isAsker ? {} : { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 } }),
        },
      ],
      ...(isAsker ? { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } : {}),
    },
  };
}

/** Prints how long each step took. */
class Clock {
  private since = performance.now();

  public tick(step: string): void {
    const now = performance.now();
    console.log(`${((now - this.since) / 1000).toFixed(1).padStart(6)} s  ${step}`);
    this.since = now;
  }
}
