import { invalid } from '../../lib/model/invalid';
import { ANY_OBJECT, closedObject, definition, type Definitions, type JsonSchema, listOf, mapOf, TEXT } from './json-schema';

/** What belongs at a place that a CRD leaves open although its controller reads it strictly. */
type Places = Readonly<Record<string, JsonSchema>>;

const VOLUMES = listOf(definition('core.v1.Volume'));
const QUANTITIES = mapOf(definition('resource.Quantity'));

const TASK_SPEC: Places = { volumes: VOLUMES };

const PIPELINE_SPEC: Places = {
  'tasks[].taskSpec': definition('tekton.EmbeddedTask'),
  'tasks[].pipelineSpec': definition('tekton.PipelineSpec'),
  'finally[].taskSpec': definition('tekton.EmbeddedTask'),
  'finally[].pipelineSpec': definition('tekton.PipelineSpec'),
};

const POD_TEMPLATE: Places = {
  affinity: definition('core.v1.Affinity'),
  securityContext: definition('core.v1.PodSecurityContext'),
  volumes: VOLUMES,
};

const CLAIM_TEMPLATE: Places = {
  'workspaces[].volumeClaimTemplate': definition('core.v1.PersistentVolumeClaim'),
};

const POD_SPEC: Places = {
  volumes: VOLUMES,
  ...Object.fromEntries(
    ['containers', 'initContainers', 'ephemeralContainers'].flatMap((containers) => [
      [`${containers}[].resources.limits`, QUANTITIES],
      [`${containers}[].resources.requests`, QUANTITIES],
    ]),
  ),
};

const JOB_METRIC = at('spec.metrics[].provider.job.spec.template.spec', POD_SPEC);

/** By kind: the open places in its CRD, and what is checked there instead. */
const OPEN_PLACES: Readonly<Record<string, Places>> = {
  'tekton.dev/v1/TaskRun': {
    'spec.taskSpec': definition('tekton.TaskSpec'),
    ...at('spec.podTemplate', POD_TEMPLATE),
    ...at('spec', CLAIM_TEMPLATE),
  },
  'tekton.dev/v1/PipelineRun': {
    'spec.pipelineSpec': definition('tekton.PipelineSpec'),
    ...at('spec.taskRunTemplate.podTemplate', POD_TEMPLATE),
    ...at('spec.taskRunSpecs[].podTemplate', POD_TEMPLATE),
    ...at('spec', CLAIM_TEMPLATE),
  },
  'triggers.tekton.dev/v1beta1/EventListener': {
    'spec.resources.kubernetesResource.spec.template': definition('triggers.PodTemplate'),
  },
  'argoproj.io/v1alpha1/Rollout': at('spec.template.spec', POD_SPEC),
  'argoproj.io/v1alpha1/Experiment': at('spec.templates[].template.spec', POD_SPEC),
  'argoproj.io/v1alpha1/AnalysisRun': JOB_METRIC,
  'argoproj.io/v1alpha1/AnalysisTemplate': JOB_METRIC,
  'argoproj.io/v1alpha1/ClusterAnalysisTemplate': JOB_METRIC,
};

/** Kinds whose whole spec is embedded in other kinds too. */
const EMBEDDED_SPECS: Readonly<Record<string, string>> = {
  'tekton.dev/v1/Task': 'tekton.TaskSpec',
  'tekton.dev/v1/Pipeline': 'tekton.PipelineSpec',
};

/** The schema of a kind with its open places filled. Throws when a place is no longer there or no longer open. */
export function withOpenPlacesFilled(kind: string, schema: JsonSchema): JsonSchema {
  const spec = EMBEDDED_SPECS[kind];
  return spec === undefined ? fill(schema, OPEN_PLACES[kind] ?? {}, kind) : replace(schema, ['spec'], () => definition(spec));
}

/** The types that are embedded in several Tekton kinds, made of the specs of Task and Pipeline. */
export function tektonDefinitions(taskSpec: JsonSchema, pipelineSpec: JsonSchema, native: Definitions): Definitions {
  const task = withOptionalNames(fill(taskSpec, TASK_SPEC, 'tekton.TaskSpec'));
  return {
    'tekton.TaskSpec': task,
    'tekton.EmbeddedTask': embeddedTask(task),
    'tekton.PipelineSpec': fill(pipelineSpec, PIPELINE_SPEC, 'tekton.PipelineSpec'),
    'triggers.PodTemplate': listenerPodTemplate(native),
  };
}

/**
 * The CRD requires these fields, and Tekton's defaulting writes empty ones before the API server looks: a step without a
 * name and a workspace at its usual path are valid.
 */
function withOptionalNames(taskSpec: JsonSchema): JsonSchema {
  return ['steps', 'sidecars'].reduce((task, list) => {
    const unnamed = replace(task, [list, '[]'], (step) => withoutRequired(step, 'name'));
    return replace(unnamed, [list, '[]', 'workspaces', '[]'], (use) => withoutRequired(use, 'mountPath'));
  }, taskSpec);
}

function withoutRequired(schema: JsonSchema | undefined, field: string): JsonSchema {
  if (!schema?.required?.includes(field)) throw invalid('tekton.TaskSpec', 'a field that is required', field);
  return { ...schema, required: schema.required.filter((name) => name !== field) };
}

/** A task inside a pipeline has the fields of a task's spec, and those by which a custom task is named. */
function embeddedTask({ properties, ...task }: JsonSchema): JsonSchema {
  const metadata = closedObject({ labels: mapOf(TEXT), annotations: mapOf(TEXT) });
  return { ...task, properties: { apiVersion: TEXT, kind: TEXT, metadata, spec: ANY_OBJECT, ...properties } };
}

const LISTENER_POD = [
  'affinity',
  'imagePullSecrets',
  'nodeSelector',
  'securityContext',
  'serviceAccountName',
  'tolerations',
  'topologySpreadConstraints',
];
const LISTENER_CONTAINER = ['env', 'livenessProbe', 'readinessProbe', 'resources', 'securityContext', 'startupProbe'];

/** The few things that Triggers' admission lets one say about an event listener's pod and its one container. */
function listenerPodTemplate(native: Definitions): JsonSchema {
  const container = closedObject(pick(native['core.v1.Container'], LISTENER_CONTAINER));
  const spec = closedObject({
    ...pick(native['core.v1.PodSpec'], LISTENER_POD),
    containers: { ...listOf(container), maxItems: 1 },
  });
  return closedObject({ metadata: definition('meta.v1.ObjectMeta'), spec });
}

function pick(schema: JsonSchema | undefined, names: readonly string[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    names.map((name) => {
      const property = schema?.properties?.[name];
      if (!property) throw invalid('triggers.PodTemplate', 'fields of a pod', name);
      return [name, property];
    }),
  );
}

function at(prefix: string, places: Places): Places {
  return Object.fromEntries(Object.entries(places).map(([place, schema]) => [`${prefix}.${place}`, schema]));
}

function fill(schema: JsonSchema, places: Places, kind: string): JsonSchema {
  return Object.entries(places).reduce(
    (whole, [place, filling]) =>
      replace(whole, place.replaceAll('[]', '.[]').split('.'), (open) => {
        if (open && open.properties === undefined && open.additionalProperties === undefined) return filling;
        throw invalid(kind, 'an open place', `${place} ${open ? 'with a schema' : 'that is not there'}`);
      }),
    schema,
  );
}

type Change = (schema: JsonSchema | undefined) => JsonSchema;

function replace(schema: JsonSchema | undefined, [step, ...rest]: readonly string[], change: Change): JsonSchema {
  if (step === undefined) return change(schema);
  if (step === '[]') return { ...schema, items: replace(schema?.items, rest, change) };
  const properties = schema?.properties ?? {};
  return { ...schema, properties: { ...properties, [step]: replace(properties[step], rest, change) } };
}
