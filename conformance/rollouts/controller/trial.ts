import { App, Chart } from 'cdk8s';
import { Duration, type PinnedImage } from '../../../lib/model';
import { Deployment } from '../../../lib/systems/kubernetes/deployment';
import { PodTemplate } from '../../../lib/systems/kubernetes/pod-template';
import { Prometheus, Rollout, type RolloutProps } from '../../../lib/systems/rollouts';
import { type KubernetesObject } from '../../output';
import { type Intervention } from './interventions';
import { type Answer } from './scripted-prometheus';

/** The name of every trial's Rollout; each trial has a namespace of its own. */
export const SERVICE = 'order-service';

/** What happens to a program: a version is up, the next one comes, and Prometheus answers as it is told. */
export interface Scenario {
  /** A DNS label: the trial's namespace. */
  readonly name: string;
  /** How it has to end. */
  readonly ends: 'Healthy' | 'Degraded' | 'Paused';
  /** What Prometheus answers, the last one for ever. @default nobody asks it */
  readonly answers?: readonly Answer[];
  /** Whether the new version's pods never become ready. @default false */
  readonly neverReady?: boolean;
  /** What a person does then, one after the other. @default nothing */
  readonly then?: readonly Intervention[];
}

/** A program for the controller, made of slipway's own constructs. */
export interface Trial extends Scenario {
  /** The Rollout, with its gates at this Prometheus. */
  readonly rollout: (prometheus: Prometheus) => Omit<RolloutProps, 'name' | 'template' | 'minReady'>;
}

/** The objects of a trial at one version of its image, as slipway writes them. */
export function synthesize(trial: Trial, image: PinnedImage, address: string): readonly KubernetesObject[] {
  const chart = new Chart(new App(), trial.name, { namespace: trial.name, disableResourceNameHashes: true });
  const template = PodTemplate.of({
    name: SERVICE,
    image,
    port: 8080,
    cpu: '50m',
    memory: '64Mi',
    ready: '/ready',
    serviceAccount: { name: SERVICE },
  });
  const prometheus = Prometheus.at(address, { scrapeInterval: Duration.seconds(1) });
  const props = trial.rollout(prometheus);
  if (props.adopts) new Deployment(chart, 'deployment', { name: props.adopts.name, pods: template, replicas: 1 });
  new Rollout(chart, 'rollout', { ...props, name: SERVICE, template, minReady: Duration.zero });
  return chart.toJson() as KubernetesObject[];
}
