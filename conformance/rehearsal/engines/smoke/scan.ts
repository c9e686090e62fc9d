import { loaded, referenceTo } from '../../images/reference';
import { TOOL_IMAGES, goRuntimeImage } from '../../images/tool-images';
import { type Node } from '../../node/node';
import { DATABASES } from '../vulnerability-database';
import { ended } from './ended';
import { SCRATCH, toolPod } from './pod';

/** Grype asks the mirror for its database and passes an image; Syft lists what an image is made of. */
export async function scanImages(node: Node): Promise<string> {
  const [syft, grype, subject] = [await TOOL_IMAGES.syft(), await TOOL_IMAGES.grype(), await goRuntimeImage()];
  const image = loaded(node, subject);
  const gate = ['--from', 'registry', '--output', 'table', '--fail-on', 'high', image];
  const list = ['scan', '--from', 'registry', '--output', `spdx-json=${SCRATCH}/sbom.json`, image];
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
  return toolPod({
    name,
    image,
    command,
    env: {
      ...{ TMPDIR: SCRATCH, HOME: SCRATCH, GRYPE_DB_CACHE_DIR: SCRATCH, SYFT_CACHE_DIR: SCRATCH },
      ...{ GRYPE_DB_UPDATE_URL: DATABASES, GRYPE_CHECK_FOR_APP_UPDATE: 'false', SYFT_CHECK_FOR_APP_UPDATE: 'false' },
    },
    securityContext: { runAsUser: 65532, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
}
