import {
  type TaskSpecStepsComputeResources as ComputeResources,
  TaskSpecStepsComputeResourcesLimits as Limit,
} from '../../../imports/tekton.dev';
import { quantity } from '../../model';

/** What a step needs of its node. */
export interface Resources {
  /** CPU asked for, such as `500m`; there is no limit, since a limit only slows a build down. @default "100m" */
  readonly cpu?: string;
  /** Memory asked for, such as `1Gi`. @default "256Mi" */
  readonly memory?: string;
  /** The memory at which the step is stopped. @default the memory asked for */
  readonly memoryLimit?: string;
  /** Local disk asked for, and the limit of it. @default none */
  readonly ephemeralStorage?: string;
}

/** `computeResources` as Kubernetes has them. Throws `….resources.cpu: …` for what is not a quantity. */
export function renderResources(place: string, resources: Resources = {}): ComputeResources {
  const { cpu = '100m', memory = '256Mi', memoryLimit = memory, ephemeralStorage } = resources;
  const amount = (name: keyof Resources, text: string, example: string): Limit =>
    Limit.fromString(quantity(`${place}.resources.${name}`, text, example));
  const disk: Record<string, Limit> = {};
  if (ephemeralStorage !== undefined) disk['ephemeral-storage'] = amount('ephemeralStorage', ephemeralStorage, '5Gi');
  return {
    requests: { cpu: amount('cpu', cpu, '500m'), memory: amount('memory', memory, '1Gi'), ...disk },
    limits: { memory: amount('memoryLimit', memoryLimit, '1Gi'), ...disk },
  };
}
