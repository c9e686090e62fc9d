import { type Purpose, tryPurpose } from '../../shell';
import { type StepInPlace } from './task-in-place';
import { commandsOf } from './step-script';
import { type Call } from './tekton-objects';

/** What a task of a pipeline does to an image: from the commands of its steps, and where those tell nothing, from its names. */
export function purposesOf(call: Call): ReadonlySet<Purpose> {
  const steps = call.runs.from === 'assembly' ? call.runs.task.steps : [];
  const known = new Set(steps.flatMap(purposesOfStep));
  if (known.size > 0) return known;
  const words = namesOf(call).flatMap((name) => name.toLowerCase().split(/[^a-z]+/));
  const named = BY_NAME.flatMap(([purpose, names]) => (words.some((word) => names.includes(word)) ? [purpose] : []));
  return new Set(
    words.some((word) => LOOKING.includes(word)) ? named.filter((purpose) => purpose !== 'deploy') : named,
  );
}

/** A task called `deployment-check` looks at a deployment and makes none. */
const LOOKING = ['check', 'lint', 'police', 'report', 'status', 'validate', 'wait'];

function purposesOfStep({ container, action }: StepInPlace): readonly Purpose[] {
  const body = action?.from === 'assembly' ? action.spec : container;
  const edits = /\bnew(Tag|Digest|Name)\b|kustomize edit set image/.test(body.script ?? '');
  return [
    ...commandsOf(body).commands.flatMap((command) => tryPurpose(command) ?? []),
    ...(edits ? (['deploy'] as const) : []),
  ];
}

function namesOf({ task, runs }: Call): readonly string[] {
  if (runs.from === 'nowhere') return [runs.name, task.name];
  if (runs.from === 'assembly') return [runs.task.name, task.name];
  const remote = (task.taskRef?.params ?? []).filter(({ name }) => name === 'name' || name === 'pathInRepo');
  return [...remote.map(({ value }) => String(value)), task.name];
}

const BY_NAME: readonly (readonly [Purpose, readonly string[]])[] = [
  ['scan', ['scan', 'trivy', 'grype', 'snyk', 'clair']],
  ['sign', ['sign']],
  ['attest', ['attest']],
  ['verify', ['verify']],
  ['deploy', ['deploy', 'deployment', 'gitops', 'promote', 'rollout']],
  ['build', ['build', 'kaniko', 'buildah', 'buildkit']],
  ['test', ['test', 'tests']],
];
