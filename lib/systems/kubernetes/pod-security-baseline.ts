import { type Container, type Handler, type SharedSecurityContext } from './pod-spec';
import { type CheckedPod, type PodSecurityCheck, eachContainer, eachContext, ownerOf } from './pod-security-check';

/** The capabilities that a container may add under `baseline`. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The sysctls that a pod may set, with the release that allowed them. */
const SYSCTLS: Readonly<Record<string, string>> = {
  'kernel.shm_rmid_forced': '1.0',
  'net.ipv4.ip_local_port_range': '1.0',
  'net.ipv4.tcp_syncookies': '1.0',
  'net.ipv4.ping_group_range': '1.0',
  'net.ipv4.ip_unprivileged_port_start': '1.0',
  'net.ipv4.ip_local_reserved_ports': '1.27',
  'net.ipv4.tcp_keepalive_time': '1.29',
  'net.ipv4.tcp_fin_timeout': '1.29',
  'net.ipv4.tcp_keepalive_intvl': '1.29',
  'net.ipv4.tcp_keepalive_probes': '1.29',
  'net.ipv4.tcp_rmem': '1.32',
  'net.ipv4.tcp_wmem': '1.32',
};

const SELINUX_TYPES: Readonly<Record<string, string>> = {
  '': '1.0',
  container_t: '1.0',
  container_init_t: '1.0',
  container_kvm_t: '1.0',
  container_engine_t: '1.31',
};

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The controls of the level `baseline`: no known way out of the container. */
export const baselineChecks: readonly PodSecurityCheck[] = [
  {
    control: 'appArmorProfile',
    check: (pod) => [...appArmorFields(pod), ...appArmorAnnotations(pod)],
  },
  {
    control: 'capabilities_baseline',
    check: eachContainer((one) => {
      const added = one.container.securityContext?.capabilities?.add ?? [];
      const foreign = added.filter((capability) => !BASELINE_CAPABILITIES.has(capability));
      return (
        foreign.length > 0 && {
          message: `${ownerOf(one)} must not add the capabilities ${foreign.join(', ')}`,
          path: `${one.path}.securityContext.capabilities.add`,
        }
      );
    }),
  },
  {
    control: 'hostNamespaces',
    check: ({ spec, path }) =>
      (['hostNetwork', 'hostPID', 'hostIPC'] as const)
        .filter((field) => spec[field])
        .map((field) => ({ message: `the pod must not set ${field}`, path: `${path}.${field}` })),
  },
  {
    control: 'hostPathVolumes',
    check: ({ spec, path }) =>
      (spec.volumes ?? []).flatMap((volume, i) =>
        volume.hostPath
          ? [{ message: `volume "${volume.name}" must not be a hostPath`, path: `${path}.volumes[${i}].hostPath` }]
          : [],
      ),
  },
  {
    control: 'hostPorts',
    check: eachContainer((one) => {
      const taken = (one.container.ports ?? []).flatMap(({ hostPort }) => (hostPort ? [hostPort] : []));
      return (
        taken.length > 0 && {
          message: `${ownerOf(one)} must not take the host's ports ${taken.join(', ')}`,
          path: `${one.path}.ports`,
        }
      );
    }),
  },
  {
    control: 'hostProbesAndHostLifecycle',
    check: (pod) => (pod.version.isAtLeast('1.34') ? otherHosts(pod) : []),
  },
  {
    control: 'privileged',
    check: eachContainer(
      (one) =>
        one.container.securityContext?.privileged === true && {
          message: `${ownerOf(one)} must not be privileged`,
          path: `${one.path}.securityContext.privileged`,
        },
    ),
  },
  {
    control: 'procMount',
    check: eachContainer((one) => {
      const { procMount = 'Default' } = one.container.securityContext ?? {};
      return (
        procMount !== 'Default' && {
          message: `${ownerOf(one)} must not set procMount to ${procMount}`,
          path: `${one.path}.securityContext.procMount`,
        }
      );
    }),
  },
  {
    control: 'seLinuxOptions',
    check: eachContext(({ owner, path, context }, { version }) => {
      const wrong = seLinuxFault(context.seLinuxOptions, (since) => version.isAtLeast(since));
      return (
        wrong !== undefined && { message: `${owner} must not set the SELinux ${wrong}`, path: `${path}.seLinuxOptions` }
      );
    }),
  },
  {
    control: 'seccompProfile_baseline',
    check: eachContext(({ owner, path, context }) => unsafeProfile('seccompProfile', owner, path, context)),
  },
  {
    control: 'sysctls',
    check: ({ spec, path, version }) =>
      (spec.securityContext?.sysctls ?? []).flatMap(({ name }, i) =>
        allowed(SYSCTLS, name, (since) => version.isAtLeast(since))
          ? []
          : [{ message: `the pod must not set the sysctl ${name}`, path: `${path}.securityContext.sysctls[${i}]` }],
      ),
  },
  {
    control: 'windowsHostProcess',
    check: eachContext(
      ({ owner, path, context }) =>
        context.windowsOptions?.hostProcess === true && {
          message: `${owner} must not run as a process of the host`,
          path: `${path}.windowsOptions.hostProcess`,
        },
    ),
  },
];

/** A profile that is given, and is neither the runtime's nor one of the node's. */
export function unsafeProfile(
  field: 'seccompProfile' | 'appArmorProfile',
  owner: string,
  path: string,
  context: SharedSecurityContext,
): { readonly message: string; readonly path: string } | undefined {
  const type = context[field]?.type;
  if (type === undefined || type === 'RuntimeDefault' || type === 'Localhost') return undefined;
  return { message: `${owner} must not set ${field} to ${type}`, path: `${path}.${field}.type` };
}

const appArmorFields = eachContext(({ owner, path, context }) =>
  unsafeProfile('appArmorProfile', owner, path, context),
);

function appArmorAnnotations({ annotations, path }: CheckedPod): { message: string; path: string }[] {
  return Object.entries(annotations)
    .filter(([key, value]) => key.startsWith(APPARMOR_ANNOTATION) && !/^($|runtime\/default$|localhost\/)/.test(value))
    .map(([key, value]) => ({
      message: `the annotation ${key} must not be "${value}"`,
      path: path.replace(/spec$/, 'metadata.annotations'),
    }));
}

function otherHosts({ containers }: CheckedPod): { message: string; path: string }[] {
  return containers.flatMap((one) =>
    Object.entries(handlersOf(one.container)).flatMap(([field, handler]) => {
      const host = handler?.httpGet?.host || handler?.tcpSocket?.host;
      if (!host) return [];
      return [{ message: `${ownerOf(one)} must not name the host ${host} in ${field}`, path: `${one.path}.${field}` }];
    }),
  );
}

function handlersOf(container: Container): Readonly<Record<string, Handler | undefined>> {
  return {
    startupProbe: container.startupProbe,
    readinessProbe: container.readinessProbe,
    livenessProbe: container.livenessProbe,
    'lifecycle.postStart': container.lifecycle?.postStart,
    'lifecycle.preStop': container.lifecycle?.preStop,
  };
}

function seLinuxFault(
  options: SharedSecurityContext['seLinuxOptions'],
  isAtLeast: (release: string) => boolean,
): string | undefined {
  if (!allowed(SELINUX_TYPES, options?.type ?? '', isAtLeast)) return `type ${options?.type ?? ''}`;
  if (options?.user) return `user ${options.user}`;
  return options?.role ? `role ${options.role}` : undefined;
}

function allowed(
  releases: Readonly<Record<string, string>>,
  name: string,
  isAtLeast: (release: string) => boolean,
): boolean {
  const since = Object.hasOwn(releases, name) ? releases[name] : undefined;
  return since !== undefined && isAtLeast(since);
}
