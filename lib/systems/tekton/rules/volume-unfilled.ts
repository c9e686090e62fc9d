import { problem, type Problem, type Rule } from '../../../audit';
import { isWhollyKnown } from '../names-used';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, step, task } from './examples';

const volumes = [{ name: 'registry', emptyDir: {} }];
const mount = { name: 'registry', mountPath: '/registry' };
const logIn = step('log-in', { script: 'aws ecr get-login-password > /registry/password', volumeMounts: [mount] });
const push = step('push', { command: ['push'], volumeMounts: [{ ...mount, readOnly: true }] });

export const volumeUnfilled: Rule = {
  id: 'TKN156',
  severity: 'error',
  title: 'a step reads a volume of its task that no step before it could write',
  why: 'an emptyDir is empty when the pod starts: the step finds none of the files that it was given the volume for',
  repair: 'let a step before it mount the volume without readOnly and write what is needed',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#defining-steps',
  good: example(task('push', { volumes, steps: [logIn, push] })),
  bad: example(task('push', { volumes, steps: [push, logIn] })),
  check: (assembly) => tektonObjects(assembly).tasks.filter(isWhollyKnown).flatMap(judge),
};

function judge({ manifest, spec, steps }: TaskInPlace): Problem[] {
  const empty = new Set((spec.volumes ?? []).filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name));
  const served = new Set(
    (spec.sidecars ?? []).flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)),
  );
  const written = new Set<string>();
  return steps.flatMap(({ container, action, name, path }) => {
    const mounts = [
      ...(container.volumeMounts ?? []),
      ...(action?.from === 'assembly' ? (action.spec.volumeMounts ?? []) : []),
    ];
    const unfilled = mounts.filter(
      (one) => one.readOnly === true && empty.has(one.name) && !written.has(one.name) && !served.has(one.name),
    );
    for (const one of mounts) if (one.readOnly !== true) written.add(one.name);
    return unfilled.map((one) =>
      problem(
        manifest,
        `the step "${name}" only reads the volume "${one.name}", and no step before it mounts it to write`,
        'let a step before it write into the volume',
        `${path}.volumeMounts`,
      ),
    );
  });
}
