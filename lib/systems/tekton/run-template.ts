import { type Assembly, type KubernetesObject, type Manifest, Manifests, kindOf } from '../../assembly';
import { type Finding, checkSchemas } from '../../audit';
import { type PipelineRunObject, type PipelineRunSpec, type TaskRunObject, type TaskRunSpec } from './kinds';
import { once } from './once';
import { type TriggerTemplateObject } from './trigger-kinds';

/** A run as it stands in an object of its own or in a TriggerTemplate. */
export interface RunTemplate<S> {
  readonly manifest: Manifest;
  readonly namespace?: string;
  /** What stands before `spec` in its fields: nothing, or `spec.resourcetemplates[0].`. */
  readonly prefix: string;
  readonly spec: S;
  /** Whether an event makes it. */
  readonly fromTemplate: boolean;
}

/** An object inside a TriggerTemplate. */
export interface TemplateResource {
  readonly manifest: Manifest<TriggerTemplateObject>;
  readonly path: string;
  /** As written. */
  readonly resource: object;
  /** As the cluster would take it; nothing where it would refuse it. */
  readonly sound?: KubernetesObject;
  readonly findings: readonly Finding[];
}

/** The objects that TriggerTemplates make. No schema of the cluster looks at them before an event arrives, so they are checked here. */
export const templateResources = once((assembly: Assembly): readonly TemplateResource[] =>
  assembly.manifests.of('triggers.tekton.dev/TriggerTemplate').flatMap((manifest) =>
    (manifest.object.spec.resourcetemplates ?? []).map((resource, index) => {
      const path = `spec.resourcetemplates[${index}]`;
      const object = tryObject(resource);
      if (object === undefined) return { manifest, path, resource, findings: [] };
      const checked = checkSchemas({ ...assembly, manifests: new Manifests([{ ...manifest, object }]) });
      const [sound] = checked.sound.manifests.all;
      return { manifest, path, resource, findings: checked.findings, ...(sound ? { sound: sound.object } : {}) };
    }),
  ),
);

/** The PipelineRuns of an assembly, and those that TriggerTemplates make, in their namespace where they name none. */
export function pipelineRuns(assembly: Assembly): readonly RunTemplate<PipelineRunSpec>[] {
  return runsOf<PipelineRunObject>(assembly, 'tekton.dev/PipelineRun', assembly.manifests.of('tekton.dev/PipelineRun'));
}

/** The TaskRuns that somebody starts without a pipeline. */
export function taskRuns(assembly: Assembly): readonly RunTemplate<TaskRunSpec>[] {
  return runsOf<TaskRunObject>(assembly, 'tekton.dev/TaskRun', assembly.manifests.of('tekton.dev/TaskRun'));
}

function runsOf<O extends { readonly spec: object }>(
  assembly: Assembly,
  kind: string,
  own: readonly Manifest<O>[],
): readonly RunTemplate<O['spec']>[] {
  const made = templateResources(assembly).flatMap(({ manifest, path, sound }) =>
    sound !== undefined && kindOf(sound) === kind
      ? {
          manifest,
          namespace: sound.metadata.namespace ?? manifest.object.metadata.namespace,
          prefix: `${path}.`,
          spec: (sound as KubernetesObject & O).spec,
          fromTemplate: true,
        }
      : [],
  );
  return [
    ...own.map((manifest) => ({
      manifest,
      namespace: manifest.object.metadata.namespace,
      prefix: '',
      spec: manifest.object.spec,
      fromTemplate: false,
    })),
    ...made,
  ];
}

function tryObject(resource: object): KubernetesObject | undefined {
  const { apiVersion, kind, metadata } = resource as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return { ...resource, apiVersion, kind, metadata: typeof metadata === 'object' && metadata !== null ? metadata : {} };
}
