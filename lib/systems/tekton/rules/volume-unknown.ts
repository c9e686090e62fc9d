import { problem, type Rule } from '../../../audit';
import { type TaskInPlace } from '../task-in-place';
import { podTemplatesByTask } from '../task-pod';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const volumeMounts = [{ name: 'cache', mountPath: '/cache' }];

export const volumeUnknown: Rule = {
  id: 'TKN092',
  severity: 'error',
  title: 'a mount names a volume that the task does not declare',
  why: 'Tekton admits the Task; the API server refuses the pod of every run',
  repair: 'declare the volume, or correct its name',
  good: example(oneStep({ volumeMounts }, { volumes: [{ name: 'cache', emptyDir: {} }] })),
  bad: example(oneStep({ volumeMounts })),
  check: (assembly) =>
    tektonObjects(assembly).tasks.flatMap((task) => {
      const fromRuns = (podTemplatesByTask(assembly).get(task) ?? []).flatMap(({ volumes = [] }) => volumes);
      const declared = new Set([...(task.spec.volumes ?? []), ...fromRuns].map(({ name }) => name));
      return mountsOf(task)
        .filter(({ name }) => !declared.has(name) && !name.includes('$('))
        .map(({ name, path }) =>
          problem(task.manifest, `${task.title} declares no volume "${name}"`, `declare the volume "${name}"`, path),
        );
    }),
};

/** Those of steps, of the StepActions they use (told at the step) and of sidecars. */
function mountsOf({ steps, spec, path }: TaskInPlace): { name: string; path: string }[] {
  return [
    ...steps.flatMap(({ declared, path: at }) =>
      (declared.volumeMounts ?? []).map(({ name }, i) => ({ name, path: `${at}.volumeMounts[${i}]` })),
    ),
    ...steps.flatMap(({ action, path: at }) =>
      action?.from === 'assembly'
        ? (action.spec.volumeMounts ?? []).map(({ name }) => ({ name, path: `${at}.ref` }))
        : [],
    ),
    ...(spec.stepTemplate?.volumeMounts ?? []).map(({ name }, i) => ({
      name,
      path: `${path}.stepTemplate.volumeMounts[${i}]`,
    })),
    ...(spec.sidecars ?? []).flatMap(({ volumeMounts = [] }, s) =>
      volumeMounts.map(({ name }, i) => ({ name, path: `${path}.sidecars[${s}].volumeMounts[${i}]` })),
    ),
  ];
}
