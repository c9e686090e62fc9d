import { setTimeout as wait } from 'node:timers/promises';
import { App, Chart } from 'cdk8s';
import { Cluster, ImageRepository, Platform } from '../../../../lib/model';
import { ImageTrustPolicy, Namespaces, SigstoreRoots } from '../../../../lib/systems/kyverno';
import { type Image } from '../../node/image';
import { loaded, referenceTo } from '../../images/reference';
import { TOOL_IMAGES, goRuntimeImage } from '../../images/tool-images';

import { type Node } from '../../node/node';
import { type Sigstore } from '../sigstore';
import { ended } from './ended';

const NAMESPACE = 'smoke-sign';
const SIGNER = 'signer';
const REPOSITORY = 'acme/smoke';

/** Signs an image in a pod with the token of its account, and lets cosign verify it there. */
export async function signKeyless(node: Node, sigstore: Sigstore): Promise<string> {
  const signed = await push(node, 'signed');
  const cosign = loaded(node, await TOOL_IMAGES.cosign());
  const data = { 'signing_config.json': sigstore.signingConfig, 'trusted_root.json': sigstore.trustedRoot };
  const items = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: SIGNER, namespace: NAMESPACE },
      automountServiceAccountToken: false,
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sigstore', namespace: NAMESPACE }, data },
    podOf('sign', cosign, ['sign', '--yes', '--oidc-provider', 'filesystem', ...SERVICES, signed]),
  ];
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await ended(node, 'sign', NAMESPACE);
  const identity = `https://kubernetes.io/namespaces/${NAMESPACE}/serviceaccounts/${SIGNER}`;
  const who = ['--certificate-identity', identity, '--certificate-oidc-issuer', node.issuer];
  const trust = ['--trusted-root', '/sigstore/trusted_root.json'];
  await node.apply(JSON.stringify(podOf('verify', cosign, ['verify', ...who, ...trust, signed])));
  await ended(node, 'verify', NAMESPACE);
  return `a pod has signed as ${identity}, and cosign verifies it`;
}

/** What slipway's own policy lets in: the image signed above, and no other. */
export async function admitSigned(node: Node, sigstore: Sigstore): Promise<string> {
  const [signed, unsigned] = [await push(node, 'signed'), await push(node, 'unsigned')];
  const chart = new Chart(new App(), 'policies');
  new ImageTrustPolicy(chart, 'trust', {
    name: 'smoke',
    images: [ImageRepository.at(`${node.registry.host}/${REPOSITORY}`)],
    trusts: [Cluster.of('rehearsal', node.issuer).signerOf(NAMESPACE, SIGNER)],
    namespaces: Namespaces.named('smoke-run'),
    platform: Platform.of({}),
    roots: SigstoreRoots.tuf({ mirror: sigstore.url, root: sigstore.tufRoot }),
  });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'smoke-run' } };
  await node.apply(
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [namespace, ...(chart.toJson() as object[])] }),
  );
  const judged = (name: string, image: string) =>
    node.tryKubectl([
      'run',
      name,
      '--namespace',
      'smoke-run',
      `--image=${image}`,
      '--dry-run=server',
      '--restart=Never',
    ]);
  const deadline = performance.now() + 60_000;
  let refusal = await judged('unsigned', unsigned);
  while (refusal.code === 0 && performance.now() < deadline) {
    await wait(250); // a policy judges some time after it is there
    refusal = await judged('unsigned', unsigned);
  }
  const admission = await judged('signed', signed);
  if (refusal.code === 0) throw new Error('the unsigned image is admitted');
  if (admission.code !== 0) throw new Error(`the signed image is denied: ${admission.stderr}`);
  return `Kyverno admits what that account signed, and says of the other: ${refusal.stderr.trim().split('\n').pop() ?? ''}`;
}

/** An image with a digest of its own. */
async function push(node: Node, tag: string): Promise<string> {
  const source = tag === 'signed' ? await goRuntimeImage() : await TOOL_IMAGES.git();
  const image: Image = { ...source, name: `${REPOSITORY}:${tag}` };
  loaded(node, image);
  return referenceTo(image).replace(`:${tag}@`, '@');
}

const SERVICES = ['--signing-config', '/sigstore/signing_config.json', '--trusted-root', '/sigstore/trusted_root.json'];
const TOKEN = '/var/run/sigstore/cosign';

function podOf(name: string, image: string, args: readonly string[]): object {
  const token = { serviceAccountToken: { audience: 'sigstore', expirationSeconds: 3600, path: 'oidc-token' } };
  const container = {
    name,
    image,
    args,
    env: [{ name: 'HOME', value: '/home' }],
    volumeMounts: [
      { name: 'token', mountPath: TOKEN, readOnly: true },
      { name: 'sigstore', mountPath: '/sigstore', readOnly: true },
      { name: 'home', mountPath: '/home' },
    ],
  };
  const volumes = [
    { name: 'token', projected: { sources: [token] } },
    { name: 'sigstore', configMap: { name: 'sigstore' } },
    { name: 'home', emptyDir: {} },
  ];
  const securityContext = { fsGroup: 65532 };
  const spec = {
    serviceAccountName: SIGNER,
    restartPolicy: 'Never',
    securityContext,
    containers: [container],
    volumes,
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE }, spec };
}
