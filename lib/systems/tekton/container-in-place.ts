import { type Assembly, type Manifest } from '../../assembly';
import { podsOf } from '../kubernetes/pods';
import { type StepContainer } from './kinds';
import { once } from './once';
import { referencesIn, substitute, textOf } from './substitution';
import { type StepInPlace, type TaskInPlace } from './task-in-place';
import { type ActionInPlace, tektonObjects } from './tekton-objects';

/** A container whose image and command are written in the assembly, where it stands. */
export interface ContainerInPlace {
  readonly manifest: Manifest;
  readonly path: string;
  /** In words: `the step "build"`. */
  readonly title: string;
  readonly role: 'step' | 'sidecar' | 'action' | 'pod';
  /** With the step template. */
  readonly container: StepContainer;
  readonly task?: TaskInPlace;
  readonly step?: StepInPlace;
  /** Where the owner of a param gives it a default, the text with that in it; references that stay unknown stay. */
  readonly fold: (text: string) => string;
}

/** The steps, sidecars and StepActions of an assembly: what Tekton runs. */
export const tektonContainers = once((assembly: Assembly): readonly ContainerInPlace[] => {
  const { tasks, actions } = tektonObjects(assembly);
  return [...tasks.flatMap(ofTask), ...actions.map(ofAction)];
});

/** Those, and the containers of pods, which may run the same tools. */
export const allContainers = once((assembly: Assembly): readonly ContainerInPlace[] => [
  ...tektonContainers(assembly),
  ...podsOf(assembly.manifests).all.flatMap(({ manifest, containers }) =>
    containers.map(({ container, path }): ContainerInPlace => ({
      manifest,
      path,
      title: `the container "${container.name}"`,
      role: 'pod',
      container: container as StepContainer,
      fold: (text) => text,
    })),
  ),
]);

function ofTask(task: TaskInPlace): ContainerInPlace[] {
  const { manifest, path, spec, steps } = task;
  const fold = folding(spec.params ?? []);
  return [
    ...steps
      .filter(({ action }) => action === undefined)
      .map((step): ContainerInPlace => ({
        manifest,
        path: step.path,
        title: `the step "${step.name}"`,
        role: 'step',
        container: step.container,
        task,
        step,
        fold,
      })),
    ...(spec.sidecars ?? []).map((container, i): ContainerInPlace => ({
      manifest,
      path: `${path}.sidecars[${i}]`,
      title: `the sidecar "${container.name}"`,
      role: 'sidecar',
      container,
      task,
      fold,
    })),
  ];
}

function ofAction({ manifest, spec }: ActionInPlace): ContainerInPlace {
  return {
    manifest,
    path: 'spec',
    title: 'the StepAction',
    role: 'action',
    container: spec,
    fold: folding(spec.params ?? []),
  };
}

function folding(params: readonly { readonly name: string; readonly default?: unknown }[]): (text: string) => string {
  const defaults = new Map(params.map((param) => [param.name, textOf(param.default)]));
  return (text) =>
    substitute(text, ({ parts, index }) => {
      const value =
        parts.length === 2 && parts[0] === 'params' && index === undefined ? defaults.get(parts[1] ?? '') : '';
      return value === '' ? undefined : value;
    });
}

/** Whether a text still holds something that is known only when it runs. */
export function isOpen(text: string): boolean {
  return referencesIn(text).length > 0;
}

/** The words of a container's command: its command and arguments, or the lines of its script. */
export function commandText({ command = [], args = [], script = '' }: StepContainer): string {
  return [...command, ...args, script].join('\n');
}
