import { type Assembly, type Manifest } from '../../assembly';
import { type PodSpec } from '../kubernetes/pod-spec';
import { type RunPodTemplate, type StepContainer, type TaskVolume } from './kinds';
import { once } from './once';
import { type TaskInPlace } from './task-in-place';
import { type Callee, tektonObjects } from './tekton-objects';

/** The pod that one task becomes, as far as the assembly tells. */
export interface TaskPod {
  readonly manifest: Manifest;
  /** The namespace in which it runs. */
  readonly namespace?: string;
  readonly title: string;
  readonly spec: PodSpec;
  /** The field of each container, in their order. */
  readonly paths: readonly string[];
}

/** What the runs of the assembly say of the pods of each task; nothing of a task that none of them runs. */
export const podTemplatesByTask = once((assembly: Assembly): ReadonlyMap<TaskInPlace, readonly RunPodTemplate[]> => {
  const { runs, taskRuns } = tektonObjects(assembly);
  const templates = new Map<TaskInPlace, RunPodTemplate[]>();
  const note = (callee: Callee, template: RunPodTemplate): void => {
    if (callee.from === 'assembly') templates.set(callee.task, [...(templates.get(callee.task) ?? []), template]);
  };
  for (const { pipeline, spec } of runs) {
    const own = new Map((spec.taskRunSpecs ?? []).map((one) => [one.pipelineTaskName, one.podTemplate]));
    for (const { runs: callee, task } of pipeline?.calls ?? []) {
      note(callee, { ...spec.taskRunTemplate?.podTemplate, ...own.get(task.name) });
    }
  }
  for (const { runs: callee, spec } of taskRuns) note(callee, spec.podTemplate ?? {});
  return templates;
});

/** The pods of all tasks, one for each way in which runs of the assembly change them. */
export const taskPods = once((assembly: Assembly): readonly TaskPod[] => {
  const templates = podTemplatesByTask(assembly);
  return tektonObjects(assembly).tasks.flatMap((task) =>
    distinct(templates.get(task) ?? [KINDEST]).map((template) => podOf(task, template)),
  );
});

/** Where no run is known, one is supposed that does for the whole pod what a run can do. */
const KINDEST: RunPodTemplate = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } };

function distinct(templates: readonly RunPodTemplate[]): readonly RunPodTemplate[] {
  return [...new Map(templates.map((one) => [JSON.stringify(one.securityContext ?? {}), one])).values()];
}

function podOf({ manifest, namespace, title, path, steps, spec }: TaskInPlace, template: RunPodTemplate): TaskPod {
  const bodies = [
    ...steps.flatMap(({ name, path: at, container, action }): Body[] => {
      if (action === undefined) return [{ name, at, container }];
      return action.from === 'assembly' ? [{ name, at, container: { ...container, ...action.spec } }] : [];
    }),
    ...(spec.sidecars ?? []).map((container, i): Body => ({
      name: container.name,
      at: `${path}.sidecars[${i}]`,
      container,
    })),
  ];
  return {
    manifest,
    namespace,
    title,
    spec: {
      containers: bodies.map(({ name, container: { image, securityContext } }) => ({ name, image, securityContext })),
      volumes: (spec.volumes ?? []) as readonly (TaskVolume & object)[],
      securityContext: template.securityContext,
    },
    paths: bodies.map(({ at }) => at),
  };
}

interface Body {
  readonly name: string;
  readonly at: string;
  readonly container: StepContainer;
}
