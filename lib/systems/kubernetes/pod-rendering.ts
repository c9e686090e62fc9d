import {
  type Duration,
  type ImageRepository,
  type PinnedImage,
  dnsLabel,
  invalid,
  quantity,
  tryParseQuantity,
} from '../../model';
import { type EnvironmentVariables, renderEnvironment } from './environment-variables';
import { type MountedPaths, renderMounts } from './files';
import { type Named } from './object-props';
import { type PreStop } from './pre-stop';
import { type Probe, type ProbedPorts, type ProbeRole } from './probe';

/** What a pod is made of, with every default decided. */
export interface PodParts {
  readonly name: string;
  readonly image: ImageRepository | PinnedImage;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly ports: ProbedPorts;
  readonly variables: EnvironmentVariables;
  readonly cpu: string;
  readonly cpuLimit?: string;
  readonly memory: string;
  readonly memoryLimit: string;
  readonly probes: Readonly<Partial<Record<ProbeRole, Probe>>>;
  readonly preStop: PreStop;
  readonly gracePeriod: Duration;
  readonly user: number;
  readonly paths: MountedPaths;
  readonly serviceAccount: Named;
  readonly callsKubernetes: boolean;
  readonly spread: object;
}

/** A PodSpec with one container. Throws `PodTemplate.<field>: …` for what Kubernetes would refuse. */
export function renderPodSpec(pod: PodParts): Readonly<Record<string, unknown>> {
  const { volumes, volumeMounts } = renderMounts('PodTemplate', pod.paths);
  return {
    serviceAccountName: pod.serviceAccount.name,
    automountServiceAccountToken: pod.callsKubernetes,
    enableServiceLinks: false,
    securityContext: renderPodSecurity(pod.user),
    terminationGracePeriodSeconds: graceSeconds(pod),
    ...pod.spread,
    containers: [renderContainer(pod, volumeMounts)],
    ...(volumes.length > 0 ? { volumes } : {}),
  };
}

function renderContainer(pod: PodParts, volumeMounts: readonly object[]): object {
  return {
    name: pod.name,
    image: 'reference' in pod.image ? pod.image.reference : pod.image.address,
    imagePullPolicy: 'IfNotPresent',
    ...(pod.command === undefined ? {} : { command: pod.command }),
    ...(pod.args === undefined ? {} : { args: pod.args }),
    ports: renderPorts(pod.ports),
    ...renderEnvironment('PodTemplate', pod.variables),
    resources: renderResources(pod),
    ...renderProbes(pod),
    ...pod.preStop._render(),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(volumeMounts.length > 0 ? { volumeMounts } : {}),
  };
}

function renderPodSecurity(user: number): object {
  if (!Number.isInteger(user) || user < 1) throw invalid('PodTemplate.user', 'a user id above 0', user);
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function renderPorts(ports: ProbedPorts): object[] {
  return Object.entries(ports.numbers).map(([name, containerPort]) => {
    if (!/[a-z]/.test(name) || name.includes('--')) {
      throw invalid('PodTemplate.portName', 'a name with a letter and without "--"', name);
    }
    if (!Number.isInteger(containerPort) || containerPort < 1 || containerPort > 65535) {
      throw invalid('PodTemplate.port', 'a whole number from 1 to 65535', containerPort);
    }
    return { name: dnsLabel('PodTemplate.portName', name, 15), containerPort };
  });
}

function renderResources({ cpu, cpuLimit, memory, memoryLimit }: PodParts): object {
  return {
    requests: {
      cpu: quantity('PodTemplate.cpu', cpu, '250m'),
      memory: quantity('PodTemplate.memory', memory, '512Mi'),
    },
    limits: {
      ...(cpuLimit === undefined ? {} : { cpu: limit('PodTemplate.cpuLimit', cpuLimit, cpu) }),
      memory: limit('PodTemplate.memoryLimit', memoryLimit, memory),
    },
  };
}

function limit(place: string, value: string, request: string): string {
  const parsed = tryParseQuantity(quantity(place, value, request));
  const least = tryParseQuantity(request);
  if (parsed !== undefined && least !== undefined && parsed < least) {
    throw invalid(place, `no less than the ${request} asked for`, value);
  }
  return value;
}

function renderProbes({ probes, ports }: PodParts): object {
  const { startup, ready, live } = probes;
  return {
    ...(startup === undefined ? {} : { startupProbe: startup._render('startup', ports) }),
    ...(ready === undefined ? {} : { readinessProbe: ready._render('ready', ports) }),
    ...(live === undefined ? {} : { livenessProbe: live._render('live', ports) }),
  };
}

/** What is left after `preStop` is all the time that the service has to finish its requests. */
function graceSeconds({ gracePeriod, preStop }: PodParts): number {
  const seconds = gracePeriod.inSeconds;
  if (!Number.isInteger(seconds) || seconds <= preStop.seconds) {
    throw invalid(
      'PodTemplate.gracePeriod',
      `whole seconds, more than the ${preStop.seconds} of preStop`,
      `${seconds}s`,
    );
  }
  return seconds;
}
