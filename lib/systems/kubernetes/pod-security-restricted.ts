import { unsafeProfile } from './pod-security-baseline';
import {
  type CheckedPod,
  type PodSecurityCheck,
  type RefusedField,
  eachContainer,
  eachContext,
  ownerOf,
  securityContexts,
} from './pod-security-check';
import { type PodContainer } from './pod-spec';

/** The kinds of volume that give a pod nothing of its node. */
const VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** The controls that the level `restricted` adds: the least that a service needs to run. */
export const restrictedChecks: readonly PodSecurityCheck[] = [
  {
    control: 'allowPrivilegeEscalation',
    check: exceptWindows(
      eachContainer(
        (one) =>
          one.container.securityContext?.allowPrivilegeEscalation !== false && {
            message: `${ownerOf(one)} must set allowPrivilegeEscalation to false`,
            path: `${one.path}.securityContext.allowPrivilegeEscalation`,
          },
      ),
    ),
  },
  {
    control: 'capabilities_restricted',
    covers: 'capabilities_baseline',
    check: exceptWindows(({ containers }) => containers.flatMap(keptCapabilities)),
  },
  {
    control: 'restrictedVolumes',
    covers: 'hostPathVolumes',
    check: ({ spec, path }) =>
      (spec.volumes ?? []).flatMap((volume, i) => {
        const sources = Object.keys(volume).filter((field) => field !== 'name');
        if (sources.length === 0 || sources.some((source) => VOLUMES.has(source))) return [];
        return [{ message: `volume "${volume.name}" must not be a ${sources.join()}`, path: `${path}.volumes[${i}]` }];
      }),
  },
  { control: 'runAsNonRoot', check: maybeRoot },
  {
    control: 'runAsUser',
    check: eachContext(
      ({ owner, path, context }) =>
        context.runAsUser === 0 && { message: `${owner} must not run as user 0`, path: `${path}.runAsUser` },
    ),
  },
  {
    control: 'seccompProfile_restricted',
    covers: 'seccompProfile_baseline',
    check: exceptWindows(unconfined),
  },
];

function exceptWindows(check: PodSecurityCheck['check']): PodSecurityCheck['check'] {
  return (pod) => (pod.windows ? [] : check(pod));
}

function keptCapabilities(one: PodContainer): RefusedField[] {
  const { add = [], drop = [] } = one.container.securityContext?.capabilities ?? {};
  const path = `${one.path}.securityContext.capabilities`;
  const foreign = add.filter((capability) => capability !== 'NET_BIND_SERVICE');
  return [
    ...(drop.includes('ALL')
      ? []
      : [{ message: `${ownerOf(one)} must drop the capabilities ["ALL"]`, path: `${path}.drop` }]),
    ...(foreign.length === 0
      ? []
      : [{ message: `${ownerOf(one)} must not add the capabilities ${foreign.join(', ')}`, path: `${path}.add` }]),
  ];
}

/** Every context may say it, none may deny it, and a container need not where its pod does. */
function maybeRoot(pod: CheckedPod): RefusedField[] {
  const whole = pod.spec.securityContext?.runAsNonRoot;
  return securityContexts(pod).flatMap(({ owner, path, context }, i) => {
    const silent = context.runAsNonRoot === undefined;
    if (context.runAsNonRoot === true || (silent && (i === 0 || whole !== undefined))) return [];
    return [{ message: `${owner} must ${silent ? '' : 'not deny to '}run as non-root`, path: `${path}.runAsNonRoot` }];
  });
}

function unconfined(pod: CheckedPod): RefusedField[] {
  const whole = pod.spec.securityContext?.seccompProfile;
  return securityContexts(pod).flatMap(({ owner, path, context }, i) => {
    if (context.seccompProfile !== undefined) return unsafeProfile('seccompProfile', owner, path, context) ?? [];
    if (i === 0 || whole !== undefined) return [];
    const message = `${owner} must have a seccompProfile of RuntimeDefault or Localhost`;
    return [{ message, path: `${path}.seccompProfile.type` }];
  });
}
