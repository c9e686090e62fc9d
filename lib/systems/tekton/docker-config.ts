import { type Assembly, type Manifest } from '../../assembly';
import { type StepContainer, type TaskVolume } from './kinds';
import { once } from './once';
import { boundWorkspaces } from './run-bindings';
import { type SecretFiles } from './secret-files';
import { type TaskInPlace } from './task-in-place';
import { tektonObjects } from './tekton-objects';

/** Secrets that become the folder in which a client looks for its registry credentials. */
export interface DockerConfig {
  readonly manifest: Manifest;
  readonly namespace?: string;
  readonly path: string;
  /** In words: `the volume "docker-config"`. */
  readonly title: string;
  readonly secrets: readonly SecretFiles[];
}

/** Every volume and bound workspace that is read as registry credentials. */
export const dockerConfigs = once((assembly: Assembly): readonly DockerConfig[] => [
  ...tektonObjects(assembly).tasks.flatMap(volumesOf),
  ...boundWorkspaces(assembly).flatMap(({ run: { manifest, namespace }, call, name, binding, path }) => {
    if (!binding.secret || call.runs.from !== 'assembly' || !readsWorkspace(call.runs.task, name)) return [];
    const secrets = [{ secret: binding.secret.secretName, items: binding.secret.items }];
    return [{ manifest, namespace, path, title: `the workspace "${binding.name}"`, secrets }];
  }),
]);

function volumesOf({ manifest, namespace, path, spec, steps }: TaskInPlace): DockerConfig[] {
  return (spec.volumes ?? []).flatMap((volume, i) => {
    const secrets = secretsOf(volume);
    if (secrets.length === 0 || !steps.some(({ container }) => readsVolume(container, volume))) return [];
    return [{ manifest, namespace, path: `${path}.volumes[${i}]`, title: `the volume "${volume.name}"`, secrets }];
  });
}

function secretsOf({ secret, projected }: TaskVolume): readonly SecretFiles[] {
  if (secret) return [{ secret: secret.secretName, items: secret.items }];
  return (projected?.sources ?? []).flatMap((source) =>
    source.secret ? [{ secret: source.secret.name, items: source.secret.items }] : [],
  );
}

function readsVolume({ env = [], volumeMounts = [] }: StepContainer, { name }: TaskVolume): boolean {
  const folder = env.find((one) => one.name === 'DOCKER_CONFIG')?.value;
  return volumeMounts.some(
    (mount) => mount.name === name && (mount.mountPath === folder || /\/\.docker\/?$/.test(mount.mountPath)),
  );
}

function readsWorkspace({ steps, spec }: TaskInPlace, name: string): boolean {
  const { mountPath = '' } = (spec.workspaces ?? []).find((one) => one.name === name) ?? {};
  if (/\/\.docker\/?$/.test(mountPath)) return true;
  const path = `$(workspaces.${name}.path)`;
  return steps.some(({ container }) =>
    (container.env ?? []).some((one) => one.name === 'DOCKER_CONFIG' && one.value === path),
  );
}
