import { dnsLabel, invalid } from '../../model';
import { refuseForeign, refuseUnused } from './declared-use';
import { type Step } from './step';
import { type TaskDeclarations } from './task-spec';

/** The Task as its checks see it. */
interface CheckedTask {
  readonly name: string;
  readonly _namespace: string | undefined;
}

/** Refuses a Task that Tekton would accept and that could not run right. */
export function checkTask(owner: CheckedTask, declared: TaskDeclarations, steps: readonly Step[]): void {
  const place = `Task ${dnsLabel('Task.name', owner.name)}`;
  if (steps.length === 0) throw invalid(`${place}.steps`, 'one or more steps', steps);
  const names = steps.map((step) => step.name);
  if (new Set(names).size < names.length) throw invalid(`${place}.steps`, 'steps of different names', names);
  checkOwners(place, owner, steps);
  checkNamespaces(place, owner._namespace, steps);
  checkMounts(place, declared, steps);
  refuseUnused(
    place,
    owner,
    { param: declared.params, result: declared.results, workspace: declared.workspaces, volume: declared.volumes },
    steps.flatMap((step) => step._sources),
  );
}

function checkOwners(place: string, owner: object, steps: readonly Step[]): void {
  const before = new Set<object>();
  for (const step of steps) {
    for (const source of step._sources) {
      if (source.kind !== 'step') refuseForeign(`${place}.${step.name}`, owner, source);
      else if (!before.has(source.owner)) {
        throw invalid(
          `${place}.${step.name}`,
          'results of steps that stand before it',
          `the result "${source.name}" of another`,
        );
      }
    }
    before.add(step);
  }
}

function checkNamespaces(place: string, namespace: string | undefined, steps: readonly Step[]): void {
  for (const { name, _namespace: wanted } of steps) {
    if (wanted === undefined || namespace === undefined || wanted === namespace) continue;
    const repair = 'a Task finds StepActions in its own namespace only';
    throw invalid(`${place}.${name}`, `a StepAction of the namespace ${namespace}`, wanted, repair);
  }
}

/** Workspaces and certificates are mounted in every step, so no volume may lie where they are. */
function checkMounts(place: string, declared: TaskDeclarations, steps: readonly Step[]): void {
  const { certificates } = declared;
  if (certificates !== undefined && certificates._volume in declared.volumes) {
    throw invalid(`${place}.volumes`, 'another name, beside the certificates', certificates._volume);
  }
  const folders = [
    ...Object.entries(declared.workspaces).map(([name, workspace]) => workspace.pathOf(name)),
    ...(certificates === undefined ? [] : [certificates._folder]),
  ];
  if (new Set(folders).size < folders.length) {
    throw invalid(`${place}.workspaces`, 'workspaces at different paths', folders);
  }
  for (const step of steps) {
    const mounts = step._mounts.map((mount) => mount.mountPath);
    const taken = mounts.find((path, index) => folders.includes(path) || mounts.indexOf(path) < index);
    if (taken !== undefined) throw invalid(`${place}.${step.name}.volumeMounts`, 'a path that nothing else has', taken);
  }
}
