import { problem, type Rule } from '../../../audit';
import { isWhollyKnown, textOfTask } from '../names-used';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const volumes = [{ name: 'cache', emptyDir: {} }];

export const volumeUnused: Rule = {
  id: 'TKN013',
  severity: 'warning',
  title: 'a volume is declared and mounted nowhere',
  why: 'the pod waits for it (for a Secret, until it exists) and no step sees it',
  repair: 'mount it, or remove it',
  good: example(oneStep({ volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }, { volumes })),
  bad: example(oneStep({}, { volumes })),
  check: (assembly) =>
    tektonObjects(assembly)
      .tasks.filter(isWhollyKnown)
      .flatMap((task) => {
        const mounted = mountsOf(task);
        return (task.spec.volumes ?? []).flatMap(({ name }, i) =>
          mounted.has(name)
            ? []
            : problem(
                task.manifest,
                `no step mounts the volume "${name}"`,
                'mount it, or remove it',
                `${task.path}.volumes[${i}]`,
              ),
        );
      }),
};

/** A mount may take its volume's name from a reference: then every volume may be meant. */
function mountsOf(task: TaskInPlace): { has(name: string): boolean } {
  const { steps, spec } = task;
  const bodies = [
    ...steps.map(({ container }) => container),
    ...steps.flatMap(({ action }) => (action?.from === 'assembly' ? [action.spec] : [])),
    ...(spec.sidecars ?? []),
  ];
  const names = bodies.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
  if (names.some((name) => name.includes('$('))) return { has: (name) => textOfTask(task).includes(name) };
  return new Set(names);
}
