import { problem, type Rule } from '../../../audit';
import { builtBy } from '../built-images';
import { historyOf } from '../read-stage';
import { eachImage } from './each';
import { deployed, STATIC } from './examples';

export const volumeAgainstPod: Rule = {
  id: 'DKR026',
  severity: 'warning',
  title: 'the image writes to a folder that its pod keeps read-only',
  why: 'whether the folder of a VOLUME can be written to under readOnlyRootFilesystem depends on the runtime of the node, and what is written is gone with the container',
  repair: 'mount a volume of the pod at the folder',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  good: deployed(
    'securityContext: { readOnlyRootFilesystem: true }, volumeMounts: [{ name: data, mountPath: /data }]',
    STATIC,
    'VOLUME /data',
  ),
  bad: deployed('securityContext: { readOnlyRootFilesystem: true }', STATIC, 'VOLUME /data'),
  check: eachImage((stage, file, assembly) => {
    const folders = historyOf(stage).flatMap(({ keyword, text, list }) =>
      keyword === 'VOLUME' ? (list ?? text.split(/\s+/)).filter((path) => path.startsWith('/')) : [],
    );
    if (folders.length === 0) return [];
    return builtBy(file, assembly).flatMap(({ pods, container, path, mounted, readOnly }) =>
      folders
        .filter((folder) => readOnly && !mounted.some((mount) => isBelow(folder, mount)))
        .map((folder) =>
          problem(
            pods.manifest,
            `container "${container.name}" is read-only, and the VOLUME ${folder} of its image has no mount`,
            `mount a volume at ${folder}`,
            `${path}.securityContext.readOnlyRootFilesystem`,
          ),
        ),
    );
  }),
};

function isBelow(folder: string, mount: string): boolean {
  return folder === mount || folder.startsWith(mount.endsWith('/') ? mount : `${mount}/`);
}
