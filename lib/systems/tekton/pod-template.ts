import type * as tekton from '../../../imports/tekton.dev';
import { NON_ROOT } from './security';

/** A taint of nodes that the pods of a run accept. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Where and how the pods of a run live. */
export interface PodTemplate {
  /** Labels that their node must have. @default none */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default none */
  readonly tolerations?: readonly Toleration[];
  /** Whether they share the users of the node; false gives each pod its own, so that root inside is nobody outside. @default the cluster's default */
  readonly hostUsers?: boolean;
  /** @default the cluster's default */
  readonly runtimeClassName?: string;
  /** @default the cluster's default */
  readonly priorityClassName?: string;
  /** Secrets to pull the steps' images with. @default none */
  readonly imagePullSecrets?: readonly string[];
  /** Whether they get a token for the Kubernetes API. @default false */
  readonly automountServiceAccountToken?: boolean;
}

/** `podTemplate`: its volumes belong to the group that the steps run as. */
export function renderPodTemplate(template: PodTemplate = {}): tekton.PipelineRunSpecTaskRunTemplatePodTemplate {
  const { nodeSelector, tolerations, hostUsers, runtimeClassName, priorityClassName, imagePullSecrets } = template;
  return {
    nodeSelector,
    tolerations: tolerations && [...tolerations],
    securityContext: { fsGroup: NON_ROOT },
    automountServiceAccountToken: template.automountServiceAccountToken ?? false,
    hostUsers,
    runtimeClassName,
    priorityClassName,
    imagePullSecrets: imagePullSecrets?.map((name) => ({ name })),
  };
}
