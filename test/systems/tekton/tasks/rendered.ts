import { App, Chart, Testing } from 'cdk8s';
import { Cluster, GitHubRepository, ImageRepository } from '../../../../lib/model';
import { RegistryAuth } from '../../../../lib/systems/tekton/tasks';

export const repository = ImageRepository.ecr({
  account: '111122223333',
  region: 'eu-west-1',
  name: 'order-service',
});
export const auth = RegistryAuth.ecr(repository);
export const source = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
export const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });
export const cluster = Cluster.eks({
  name: 'main',
  account: '111122223333',
  region: 'eu-west-1',
  oidcId: '0123456789ABCDEF0123456789ABCDEF',
});

export interface RenderedStep {
  readonly name: string;
  readonly image: string;
  readonly workingDir?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly script?: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext?: object;
  readonly volumeMounts?: readonly object[];
}

export interface RenderedTask {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly params?: readonly object[];
    readonly results?: readonly object[];
    readonly workspaces?: readonly object[];
    readonly volumes?: readonly object[];
    readonly stepTemplate: { readonly securityContext?: object };
    readonly steps: readonly RenderedStep[];
  };
}

export function newChart(): Chart {
  return new Chart(new App(), 'ci', { namespace: 'order-service-ci' });
}

/** The objects of a chart. */
export function objectsOf(chart: Chart): readonly object[] {
  return Testing.synth(chart) as readonly object[];
}

/** The one Task that `make` makes, as it stands in the output. */
export function taskOf(make: (chart: Chart) => unknown): RenderedTask {
  const chart = newChart();
  make(chart);
  const [task] = objectsOf(chart);
  return task as RenderedTask;
}

/** A step of a Task, by its name. */
export function stepOf(task: RenderedTask, name: string): RenderedStep {
  const found = task.spec.steps.find((step) => step.name === name);
  if (!found) throw new Error(`no step ${name} among ${task.spec.steps.map((step) => step.name).join(', ')}`);
  return found;
}

/** The environment of a step, as it stands in the output. */
export function envOf(step: RenderedStep): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries((step.env ?? []).map(({ name, value }) => [name, value]));
}
