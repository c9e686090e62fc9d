import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { type StepContainer, type TaskVolume } from '../kinds';
import { boundWorkspaces } from '../run-bindings';
import { type SecretFiles, tryFileNames } from '../secret-files';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const building = (secret: object): object =>
  oneStep(
    { env: [{ name: 'DOCKER_CONFIG', value: '/auth' }], volumeMounts: [{ name: 'auth', mountPath: '/auth' }] },
    { volumes: [{ name: 'auth', secret }] },
  );
const items = [{ key: '.dockerconfigjson', path: 'config.json' }];

export const dockerConfigUnnamed: Rule = {
  id: 'TKN061',
  severity: 'warning',
  title: 'registry credentials are mounted without the name that clients look for',
  why: 'clients read config.json, a Secret of type kubernetes.io/dockerconfigjson holds .dockerconfigjson: the push is anonymous',
  repair: 'map the key with items: .dockerconfigjson to config.json',
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
  good: example(building({ secretName: 'registry', items })),
  bad: example(building({ secretName: 'registry' })),
  check: (assembly) => [...volumes(assembly), ...workspaces(assembly)],
};

function volumes(assembly: Assembly): Problem[] {
  return tektonObjects(assembly).tasks.flatMap((task) =>
    (task.spec.volumes ?? []).flatMap((volume, i) => {
      const secrets = secretsOf(volume);
      if (secrets.length === 0 || !task.steps.some(({ container }) => readsDockerConfig(container, volume))) return [];
      const names = secrets.map((files) => tryFileNames(assembly, task.manifest, task.namespace, files));
      return judge(names, `the volume "${volume.name}"`, () => [task, `${task.path}.volumes[${i}]`]);
    }),
  );
}

function workspaces(assembly: Assembly): Problem[] {
  return boundWorkspaces(assembly).flatMap(({ run, call, name, binding, path }) => {
    if (!binding.secret || call.runs.from !== 'assembly' || !usesAsDockerConfig(call.runs.task, name)) return [];
    const files = { secret: binding.secret.secretName, items: binding.secret.items };
    return judge(
      [tryFileNames(assembly, run.manifest, run.namespace, files)],
      `the workspace "${binding.name}"`,
      () => [run, path],
    );
  });
}

function judge(
  names: readonly (readonly string[] | undefined)[],
  what: string,
  place: () => readonly [Pick<TaskInPlace, 'manifest'>, string],
): Problem[] {
  if (names.some((one) => one?.includes('config.json'))) return [];
  const [{ manifest }, path] = place();
  return [
    problem(
      manifest,
      `${what} is read as registry credentials, and nothing maps a key of its Secret to config.json`,
      'add items: [{key: .dockerconfigjson, path: config.json}]',
      path,
    ),
  ];
}

function secretsOf({ secret, projected }: TaskVolume): readonly SecretFiles[] {
  if (secret) return [{ secret: secret.secretName, items: secret.items }];
  return (projected?.sources ?? []).flatMap((source) =>
    source.secret ? [{ secret: source.secret.name, items: source.secret.items }] : [],
  );
}

function readsDockerConfig({ env = [], volumeMounts = [] }: StepContainer, { name }: TaskVolume): boolean {
  const folder = env.find((one) => one.name === 'DOCKER_CONFIG')?.value;
  return volumeMounts.some(
    (mount) => mount.name === name && (mount.mountPath === folder || /\/\.docker\/?$/.test(mount.mountPath)),
  );
}

function usesAsDockerConfig({ steps, spec }: TaskInPlace, name: string): boolean {
  const mountPath = (spec.workspaces ?? []).find((one) => one.name === name)?.mountPath ?? '';
  return (
    /\/\.docker\/?$/.test(mountPath) ||
    steps.some(({ container }) =>
      (container.env ?? []).some((one) => one.name === 'DOCKER_CONFIG' && one.value === `$(workspaces.${name}.path)`),
    )
  );
}
