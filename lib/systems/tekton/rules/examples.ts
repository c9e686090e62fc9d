import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import {
  type PipelineRunSpec,
  type PipelineSpec,
  type StepActionSpec,
  type StepDeclaration,
  type TaskSpec,
} from '../kinds';
import { type EventListenerSpec, type TriggerTemplateSpec, type BoundParam } from '../trigger-kinds';

/** What several rules show their mistake at. Everything stands in one namespace. */
const namespace = 'order-service-ci';

/** An image as it should be named. */
export const PINNED = `registry.example.com/tools/go:1.26@sha256:${'4d1f'.repeat(16)}`;

/** Objects as the YAML of an example. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(objects) };
}

export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

export function task(name: string, spec: TaskSpec): object {
  return object('tekton.dev/v1', 'Task', name, spec);
}

/** A step with a pinned image. */
export function step(name: string, body: StepDeclaration): StepDeclaration {
  return { name, image: PINNED, ...body };
}

/** A Task of one step. */
export function oneStep(body: StepDeclaration, rest: TaskSpec = {}): object {
  return task('go-test', { ...rest, steps: [step('test', body)] });
}

export function stepAction(name: string, spec: StepActionSpec): object {
  return object('tekton.dev/v1beta1', 'StepAction', name, { image: PINNED, ...spec });
}

export function pipeline(spec: PipelineSpec): object {
  return object('tekton.dev/v1', 'Pipeline', 'delivery', spec);
}

export function run(spec: PipelineRunSpec): object {
  return object('tekton.dev/v1', 'PipelineRun', 'delivery-1', { pipelineRef: { name: 'delivery' }, ...spec });
}

export function listener(spec: EventListenerSpec): object {
  return object('triggers.tekton.dev/v1beta1', 'EventListener', 'github', { serviceAccountName: 'listener', ...spec });
}

export function binding(params: readonly BoundParam[]): object {
  return object('triggers.tekton.dev/v1beta1', 'TriggerBinding', 'push', { params });
}

export function template(spec: TriggerTemplateSpec): object {
  return object('triggers.tekton.dev/v1beta1', 'TriggerTemplate', 'delivery', spec);
}

/** The namespace of the examples, at a Pod Security level. */
export function namespaceOf(level: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': level } } };
}
