import { problem, type Rule } from '../../../audit';
import { example, oneStep, PINNED } from './examples';

const foreign = {
  apiVersion: 'tekton.dev/v1',
  kind: 'Task',
  metadata: { name: 'go-test', namespace: 'tekton-pipelines' },
  spec: { steps: [{ name: 'test', image: PINNED }] },
};

export const namespaceOfTekton: Rule = {
  id: 'TKN081',
  severity: 'error',
  title: 'something of ours stands in a namespace of Tekton',
  why: 'whoever runs a pipeline there can reach the keys of the webhooks; the namespace is restricted, so most pods are refused, and an upgrade may wipe it',
  repair: 'move it to a namespace of its own',
  reference: 'https://github.com/tektoncd/pipeline/blob/main/config/100-namespace/100-namespace.yaml',
  good: example(oneStep({})),
  bad: example(foreign),
  check: ({ manifests }) =>
    manifests
      .ofKinds(...OURS)
      .filter(({ object }) => TEKTON.has(object.metadata.namespace ?? ''))
      .map((manifest) =>
        problem(
          manifest,
          `it stands in ${manifest.object.metadata.namespace ?? ''}, a namespace of Tekton itself`,
          'move it to a namespace of its own',
          'metadata.namespace',
        ),
      ),
};

const TEKTON: ReadonlySet<string> = new Set([
  'tekton-pipelines',
  'tekton-pipelines-resolvers',
  'tekton-chains',
  'tekton-operator',
  'tekton-dashboard',
]);
const OURS: readonly string[] = [
  'tekton.dev/Task',
  'tekton.dev/Pipeline',
  'tekton.dev/PipelineRun',
  'tekton.dev/TaskRun',
  'tekton.dev/StepAction',
  'triggers.tekton.dev/EventListener',
  'triggers.tekton.dev/Trigger',
  'triggers.tekton.dev/TriggerBinding',
  'triggers.tekton.dev/TriggerTemplate',
];
