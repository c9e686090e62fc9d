import { loaded, referenceTo } from '../../images/reference';
import { TOOL_IMAGES, goRuntimeImage } from '../../images/tool-images';
import { type Node } from '../../node/node';
import { DATABASES } from '../vulnerability-database';
import { ended } from './ended';

/** Grype asks the mirror for its database and passes an image; Syft lists what an image is made of. */
export async function scanImages(node: Node): Promise<string> {
  const [syft, grype, subject] = [await TOOL_IMAGES.syft(), await TOOL_IMAGES.grype(), await goRuntimeImage()];
  const image = loaded(node, subject);
  const gate = ['--from', 'registry', '--output', 'table', '--fail-on', 'high', image];
  const list = ['scan', '--from', 'registry', '--output', 'spdx-json=/scratch/sbom.json', image];
  const pods = [
    podOf('grype', loaded(node, grype), ['/grype', ...gate]),
    podOf('syft', loaded(node, syft), ['/syft', ...list]),
  ];
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }));
  await ended(node, 'grype');
  await ended(node, 'syft');
  return `Grype has passed ${referenceTo(subject)} by its own database, and Syft has listed it`;
}

function podOf(name: string, image: string, command: readonly string[]): object {
  const env = [
    ...['TMPDIR', 'HOME', 'GRYPE_DB_CACHE_DIR', 'SYFT_CACHE_DIR'].map((variable) => ({
      name: variable,
      value: '/scratch',
    })),
    { name: 'GRYPE_DB_UPDATE_URL', value: DATABASES },
    { name: 'GRYPE_CHECK_FOR_APP_UPDATE', value: 'false' },
    { name: 'SYFT_CHECK_FOR_APP_UPDATE', value: 'false' },
  ];
  const volumeMounts = [{ name: 'scratch', mountPath: '/scratch' }];
  const securityContext = { runAsUser: 65532, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const container = { name, image, command, env, volumeMounts, securityContext };
  const volumes = [{ name: 'scratch', emptyDir: {} }];
  const metadata = { name, namespace: 'default' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { restartPolicy: 'Never', containers: [container], volumes },
  };
}
