import { problem, type Problem, type Rule } from '../../../audit';
import { commandText } from '../container-in-place';
import { type StepContainer } from '../kinds';
import { type StepInPlace, type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { filesWrittenBy } from '../written-files';
import { example, step, task } from './examples';

const building = (shared: boolean): object => {
  const mounts = shared ? { volumeMounts: [{ name: 'images', mountPath: '/var/lib/containers' }] } : {};
  return task('build', {
    ...(shared ? { volumes: [{ name: 'images', emptyDir: {} }] } : {}),
    steps: [
      step('build', { command: ['buildah', 'build', '-t', 'order-service', '.'], ...mounts }),
      step('push', { command: ['buildah', 'push', 'order-service'], ...mounts }),
    ],
  });
};

export const filesLostBetweenSteps: Rule = {
  id: 'TKN060',
  severity: 'error',
  title: 'a step needs files that an earlier step leaves in its own container',
  why: 'steps are containers: they share volumes, nothing else; the image that one builds does not exist for the next',
  repair: 'mount one volume in both at that path, or do both in one step',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#defining-steps',
  good: example(building(true)),
  bad: example(building(false)),
  check: (assembly) => tektonObjects(assembly).tasks.flatMap((one) => [...imageStores(one), ...files(one)]),
};

/** Where buildah and podman keep images, unless they are told another place. */
function imageStores({ manifest, steps }: TaskInPlace): Problem[] {
  const builds = steps.filter(({ container }) =>
    /\b(buildah|podman)\b[\s\S]*?\b(bud|build|commit|from)\b/.test(commandText(container)),
  );
  const [first] = builds;
  if (!first) return [];
  return steps.slice(first.index + 1).flatMap(({ container, name, path }) => {
    const text = commandText(container);
    const pushes = /\b(buildah|podman)\b[\s\S]*?\bpush\b/.test(text) && !/\b(bud|build)\b/.test(text);
    const told = [text, commandText(first.container)].some((one) =>
      /--root\b|oci-archive:|docker-archive:|\boci:|\bdir:/.test(one),
    );
    if (!pushes || told || sharesVolume(first.container, container, '/containers')) return [];
    return problem(
      manifest,
      `the step "${name}" pushes what the step "${first.name}" built, and the two share no /var/lib/containers`,
      'mount an emptyDir at /var/lib/containers in both, or push in the step that builds',
      path,
    );
  });
}

function files({ manifest, steps }: TaskInPlace): Problem[] {
  const writer = new Map<string, StepInPlace>();
  return steps.flatMap((step) => {
    const text = commandText(step.container);
    const lost = [...writer].filter(
      ([file, by]) =>
        text.includes(file) &&
        !filesWrittenBy(text).includes(file) &&
        !sharesVolume(by.container, step.container, file),
    );
    for (const file of filesWrittenBy(text)) writer.set(file, step);
    return lost.map(([file, by]) =>
      problem(
        manifest,
        `the step "${step.name}" reads ${file}, which the step "${by.name}" writes in its own container`,
        'write it into a workspace or a shared volume',
        step.path,
      ),
    );
  });
}

/** Whether both mount one volume where the path lies. */
function sharesVolume(one: StepContainer, other: StepContainer, path: string): boolean {
  const covering = ({ volumeMounts = [] }: StepContainer): string[] =>
    volumeMounts
      .filter(({ mountPath }) => path.startsWith(mountPath) || mountPath.includes(path))
      .map(({ name }) => name);
  const mine = new Set(covering(one));
  return covering(other).some((name) => mine.has(name));
}
