import { type LabelSelector } from './selector';

/** The fields of a PodSpec that rules read, as upstream has them. */
export interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly ephemeralContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly securityContext?: PodSecurityContext;
  readonly serviceAccountName?: string;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly terminationGracePeriodSeconds?: number;
  readonly topologySpreadConstraints?: readonly { readonly labelSelector?: LabelSelector }[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly os?: { readonly name: string };
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly resources?: Resources;
  readonly startupProbe?: ProbeSpec;
  readonly readinessProbe?: ProbeSpec;
  readonly livenessProbe?: ProbeSpec;
  readonly lifecycle?: { readonly preStop?: Handler; readonly postStart?: Handler };
  readonly securityContext?: ContainerSecurityContext;
  /** `Always` makes an init container a sidecar that runs as long as the pod. */
  readonly restartPolicy?: string;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: string;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: KeyRef; readonly configMapKeyRef?: KeyRef };
}

export interface KeyRef extends ObjectRef {
  readonly key: string;
}

export interface ObjectRef {
  readonly name?: string;
  readonly optional?: boolean;
}

export interface EnvFromSource {
  readonly configMapRef?: ObjectRef;
  readonly secretRef?: ObjectRef;
}

export type Quantities = Readonly<Record<string, string | number>>;

export interface Resources {
  readonly requests?: Quantities;
  readonly limits?: Quantities;
}

/** What a probe or a lifecycle hook does. */
export interface Handler {
  readonly httpGet?: { readonly port: string | number; readonly host?: string };
  readonly tcpSocket?: { readonly port: string | number; readonly host?: string };
  readonly grpc?: { readonly port: number };
  readonly sleep?: { readonly seconds: number };
}

export type ProbeSpec = Handler;

/** A volume: its name, and one field that says where it comes from. */
export interface Volume {
  readonly name: string;
  readonly configMap?: ObjectRef;
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: { readonly sources?: readonly ProjectedSource[] };
  readonly hostPath?: object;
}

export interface ProjectedSource {
  readonly configMap?: ObjectRef;
  readonly secret?: ObjectRef;
}

/** What the security contexts of a pod and of a container have in common. */
export interface SharedSecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: string };
  readonly appArmorProfile?: { readonly type: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

export interface PodSecurityContext extends SharedSecurityContext {
  readonly sysctls?: readonly { readonly name: string }[];
}

export interface ContainerSecurityContext extends SharedSecurityContext {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly procMount?: string;
}

/** One container of a pod, with the field it stands at. */
export interface PodContainer {
  readonly role: 'container' | 'init' | 'ephemeral';
  readonly container: Container;
  readonly path: string;
}

/** Every container of a pod, in the order in which they start. */
export function containersOf(spec: PodSpec, path: string): readonly PodContainer[] {
  return [
    ...listed('init', `${path}.initContainers`, spec.initContainers),
    ...listed('container', `${path}.containers`, spec.containers),
    ...listed('ephemeral', `${path}.ephemeralContainers`, spec.ephemeralContainers),
  ];
}

function listed(role: PodContainer['role'], path: string, containers: readonly Container[] = []): PodContainer[] {
  return containers.map((container, i) => ({ role, container, path: `${path}[${i}]` }));
}
