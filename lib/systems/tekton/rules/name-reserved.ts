import { problem, type Problem, type Rule } from '../../../audit';
import { tektonContainers } from '../container-in-place';
import { tektonObjects } from '../tekton-objects';
import { type TaskInPlace } from '../task-in-place';
import { example, oneStep } from './examples';

const mounting = (mountPath: string): object =>
  oneStep({ volumeMounts: [{ name: 'cache', mountPath }] }, { volumes: [{ name: 'cache', emptyDir: {} }] });

export const nameReserved: Rule = {
  id: 'TKN091',
  severity: 'error',
  title: 'a name or folder belongs to Tekton itself',
  why: 'Tekton refuses the object, or its own volume and files are hidden and every step waits for ever',
  repair: 'take another name, or a folder outside of /tekton',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#reserved-directories',
  good: example(mounting('/cache')),
  bad: example(mounting('/tekton/results')),
  check: (assembly) => [
    ...tektonObjects(assembly).tasks.flatMap(ofTask),
    ...tektonContainers(assembly).flatMap(({ manifest, path, container }) =>
      (container.volumeMounts ?? [])
        .filter(({ mountPath }) => /^\/tekton\/(?!home(\/|$))/.test(`${mountPath}/`))
        .map(({ mountPath }) =>
          problem(
            manifest,
            `a volume is mounted at ${mountPath}, which is Tekton's own`,
            'mount it outside of /tekton',
            path,
          ),
        ),
    ),
  ],
};

function ofTask({ manifest, path, spec }: TaskInPlace): Problem[] {
  const volumes = (spec.volumes ?? []).flatMap(({ name }, i) =>
    name.startsWith('tekton-internal-') ? [{ name, at: `volumes[${i}]` }] : [],
  );
  const sidecars = (spec.sidecars ?? []).flatMap(({ name }, i) =>
    name === 'tekton-log-results' ? [{ name, at: `sidecars[${i}]` }] : [],
  );
  return [...volumes, ...sidecars].map(({ name, at }) =>
    problem(manifest, `the name "${name}" is Tekton's own`, 'take another name', `${path}.${at}`),
  );
}
