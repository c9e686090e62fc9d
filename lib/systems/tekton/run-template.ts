import { type Assembly, type KubernetesObject, type Manifest, Manifests, kindOf } from '../../assembly';
import { type Finding, checkSchemas } from '../../audit';
import { type PipelineRunObject, type PipelineRunSpec } from './kinds';
import { once } from './once';
import { type TriggerTemplateObject } from './trigger-kinds';

/** A run as it stands in a PipelineRun or in a TriggerTemplate. */
export interface RunTemplate {
  readonly manifest: Manifest;
  readonly namespace?: string;
  /** What stands before `spec` in its fields: nothing, or `spec.resourcetemplates[0].`. */
  readonly prefix: string;
  readonly spec: PipelineRunSpec;
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

/** The runs of an assembly: PipelineRuns, and those that TriggerTemplates make, in their namespace where they name none. */
export function runTemplates(assembly: Assembly): readonly RunTemplate[] {
  const own = assembly.manifests.of('tekton.dev/PipelineRun').map((manifest) => ({
    manifest,
    namespace: manifest.object.metadata.namespace,
    prefix: '',
    spec: manifest.object.spec,
    fromTemplate: false,
  }));
  const made = templateResources(assembly).flatMap(({ manifest, path, sound }) =>
    sound !== undefined && kindOf(sound) === 'tekton.dev/PipelineRun'
      ? {
          manifest,
          namespace: sound.metadata.namespace ?? manifest.object.metadata.namespace,
          prefix: `${path}.`,
          spec: (sound as KubernetesObject & PipelineRunObject).spec,
          fromTemplate: true,
        }
      : [],
  );
  return [...own, ...made];
}

function tryObject(resource: object): KubernetesObject | undefined {
  const { apiVersion, kind, metadata } = resource as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return { ...resource, apiVersion, kind, metadata: typeof metadata === 'object' && metadata !== null ? metadata : {} };
}
