import { problem, type Problem, type Rule } from '../../../audit';
import { commandText } from '../container-in-place';
import { type StepContainer } from '../kinds';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, step, task } from './examples';

const volumes = [{ name: 'registry', emptyDir: {} }];
const volumeMounts = [{ name: 'registry', mountPath: '/registry' }];
const pushing = (shared: object): object =>
  task('push', {
    volumes,
    steps: [
      step('log-in', { script: 'aws ecr get-login-password > /registry/config.json', ...shared }),
      step('push', { command: ['push'], env: [{ name: 'DOCKER_CONFIG', value: '/registry' }], volumeMounts }),
    ],
  });

export const mountMissing: Rule = {
  id: 'TKN157',
  severity: 'error',
  title: 'a step names a file that another step keeps in a volume, and does not mount the volume',
  why: 'steps share volumes and nothing else: it writes into its own container or finds nothing there',
  repair: 'mount the volume in this step too, at the same path',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#defining-steps',
  good: example(pushing({ volumeMounts })),
  bad: example(pushing({})),
  check: (assembly) => tektonObjects(assembly).tasks.flatMap(judge),
};

interface Kept {
  readonly step: string;
  readonly volume: string;
  readonly mountPath: string;
  /** What the step that mounts it names there. */
  readonly paths: readonly string[];
}

function judge({ manifest, steps }: TaskInPlace): Problem[] {
  const named = steps.map((one) => ({ ...one, paths: pathsIn(one.container) }));
  const kept = named.flatMap(({ name, container, paths }): Kept[] =>
    (container.volumeMounts ?? [])
      .filter(({ mountPath }) => /^\/\w/.test(mountPath) && !OWN.test(mountPath))
      .map(({ name: volume, mountPath }) => ({
        step: name,
        volume,
        mountPath,
        paths: paths.filter((path) => isBelow(path, mountPath)),
      })),
  );
  return named.flatMap(({ name, container, paths, path: at }) => {
    const own = container.volumeMounts ?? [];
    const lost = kept.find(
      (one) =>
        one.step !== name &&
        !own.some(({ name: volume, mountPath }) => volume === one.volume || isBelow(one.mountPath, mountPath)) &&
        paths.some((path) => isBelow(path, one.mountPath) && one.paths.some((other) => meet(path, other))),
    );
    if (!lost) return [];
    return problem(
      manifest,
      `the step "${name}" names a file below ${lost.mountPath}, where the step "${lost.step}" mounts the volume "${lost.volume}" and it mounts none`,
      `mount "${lost.volume}" at ${lost.mountPath} in the step "${name}"`,
      at,
    );
  });
}

/** Folders that every container has of its own. */
const OWN = /^\/(tmp|var\/tmp|root|home|usr|etc|dev|proc|tekton|workspace)(\/|$)/;

function pathsIn(container: StepContainer): readonly string[] {
  const texts = [commandText(container), ...(container.env ?? []).map(({ value = '' }) => value)];
  return texts.flatMap((text) =>
    [...text.matchAll(/(?<![\w./)}-])\/\w[\w./-]*/g)].map(([path]) => path.replace(/\/$/, '')),
  );
}

function isBelow(path: string, folder: string): boolean {
  const whole = folder.replace(/\/$/, '');
  return path === whole || path.startsWith(`${whole}/`);
}

function meet(one: string, other: string): boolean {
  return isBelow(one, other) || isBelow(other, one);
}
