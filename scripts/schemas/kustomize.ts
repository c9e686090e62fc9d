import { ANY_OBJECT, closedObject, definition, type Definitions, type JsonSchema, listOf, mapOf, TEXT } from './json-schema';

const FLAG: JsonSchema = { type: 'boolean' };
const TEXTS = listOf(TEXT);
const TEXT_MAP = mapOf(TEXT);

const GVK = { group: TEXT, version: TEXT, kind: TEXT };
const RESOURCE = { ...GVK, name: TEXT, namespace: TEXT };

const FIELD_OPTIONS = closedObject({ delimiter: TEXT, index: { type: 'integer' }, encoding: TEXT, create: FLAG });
const SELECTOR = closedObject({ ...RESOURCE, annotationSelector: TEXT, labelSelector: TEXT });
const PATCH_OPTIONS = closedObject({ allowNameChange: FLAG, allowKindChange: FLAG });

const GENERATOR_OPTIONS = closedObject({
  labels: TEXT_MAP,
  annotations: TEXT_MAP,
  disableNameSuffixHash: FLAG,
  immutable: FLAG,
});

const GENERATOR = {
  name: TEXT,
  namespace: TEXT,
  behavior: { type: 'string', enum: ['create', 'replace', 'merge'] },
  literals: TEXTS,
  files: TEXTS,
  envs: TEXTS,
  env: TEXT,
  options: definition('GeneratorOptions'),
};

const HELM_CHART = closedObject({
  name: TEXT,
  version: TEXT,
  repo: TEXT,
  releaseName: TEXT,
  namespace: TEXT,
  additionalValuesFiles: TEXTS,
  valuesFile: TEXT,
  valuesInline: ANY_OBJECT,
  valuesMerge: { type: 'string', enum: ['merge', 'override', 'replace'] },
  includeCRDs: FLAG,
  skipHooks: FLAG,
  apiVersions: TEXTS,
  kubeVersion: TEXT,
  nameTemplate: TEXT,
  skipTests: FLAG,
  debug: FLAG,
  devel: FLAG,
});

const HELM_INFLATION = closedObject({
  chartName: TEXT,
  chartVersion: TEXT,
  chartRepoUrl: TEXT,
  chartHome: TEXT,
  chartRepoName: TEXT,
  helmBin: TEXT,
  helmHome: TEXT,
  values: TEXT,
  valuesLocal: ANY_OBJECT,
  valuesMerge: TEXT,
  releaseName: TEXT,
  releaseNamespace: TEXT,
  extraArgs: TEXTS,
});

/** The parts of a Kustomization. Kustomize refuses unknown fields, so each is closed. */
export const KUSTOMIZE_DEFINITIONS: Definitions = {
  GeneratorOptions: GENERATOR_OPTIONS,
  HelmChart: HELM_CHART,
  HelmChartInflation: HELM_INFLATION,
  Image: closedObject({ name: TEXT, newName: TEXT, newTag: TEXT, digest: TEXT, tagSuffix: TEXT }),
  Label: closedObject({
    pairs: TEXT_MAP,
    includeSelectors: FLAG,
    includeTemplates: FLAG,
    fields: listOf(closedObject({ ...GVK, path: TEXT, create: FLAG })),
  }),
  Patch: closedObject({ path: TEXT, patch: TEXT, target: definition('Selector'), options: PATCH_OPTIONS }),
  Replacement: closedObject({
    path: TEXT,
    source: closedObject({ ...RESOURCE, fieldPath: TEXT, options: FIELD_OPTIONS }),
    sourceValue: TEXT,
    targets: listOf(
      closedObject(
        {
          select: definition('Selector'),
          reject: listOf(definition('Selector')),
          fieldPaths: TEXTS,
          options: FIELD_OPTIONS,
        },
        ['select'],
      ),
    ),
  }),
  Selector: SELECTOR,
  Var: closedObject(
    {
      name: TEXT,
      objref: closedObject({ ...RESOURCE, apiVersion: TEXT }, ['name']),
      fieldref: closedObject({ fieldPath: TEXT, fieldpath: TEXT }),
    },
    ['name', 'objref'],
  ),
};

/** The fields that Kustomization and Component share, as Kustomize's documentation of the file lists them. */
export const KUSTOMIZATION: Readonly<Record<string, JsonSchema>> = {
  metadata: closedObject({ name: TEXT, namespace: TEXT, labels: TEXT_MAP, annotations: TEXT_MAP }),
  openapi: TEXT_MAP,
  namePrefix: TEXT,
  nameSuffix: TEXT,
  namespace: TEXT,
  commonLabels: TEXT_MAP,
  labels: listOf(definition('Label')),
  commonAnnotations: TEXT_MAP,
  patchesStrategicMerge: TEXTS,
  patchesJson6902: listOf(definition('Patch')),
  patches: listOf(definition('Patch')),
  images: listOf(definition('Image')),
  imageTags: listOf(definition('Image')),
  replacements: listOf(definition('Replacement')),
  replicas: listOf(closedObject({ name: TEXT, count: { type: 'integer' } }, ['name', 'count'])),
  vars: listOf(definition('Var')),
  sortOptions: closedObject({
    order: { type: 'string', enum: ['legacy', 'fifo'] },
    legacySortOptions: closedObject({ orderFirst: TEXTS, orderLast: TEXTS }),
  }),
  resources: TEXTS,
  components: TEXTS,
  crds: TEXTS,
  bases: TEXTS,
  configMapGenerator: listOf(closedObject(GENERATOR)),
  secretGenerator: listOf(closedObject({ ...GENERATOR, type: TEXT })),
  helmGlobals: closedObject({ chartHome: TEXT, configHome: TEXT }),
  helmCharts: listOf(definition('HelmChart')),
  helmChartInflationGenerator: listOf(definition('HelmChartInflation')),
  generatorOptions: definition('GeneratorOptions'),
  configurations: TEXTS,
  generators: TEXTS,
  transformers: TEXTS,
  validators: TEXTS,
  buildMetadata: listOf({ type: 'string', enum: ['managedByLabel', 'originAnnotations', 'transformerAnnotations'] }),
};
