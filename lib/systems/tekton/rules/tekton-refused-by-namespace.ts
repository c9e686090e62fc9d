import { problem, type Rule } from '../../../audit';
import { tryEnforcedLevel } from '../enforced-level';
import { tektonObjects } from '../tekton-objects';
import { example, namespaceOf, oneStep, RESTRICTED } from './examples';

const flags = (value: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'feature-flags', namespace: 'tekton-pipelines' },
  data: { 'set-security-context': value },
});

export const tektonRefusedByNamespace: Rule = {
  id: 'TKN082',
  severity: 'warning',
  title: "a restricted namespace refuses Tekton's own containers",
  why: 'Tekton adds containers to every pod and gives them a security context only when a feature flag says so: without it, no run starts there',
  repair: 'set set-security-context to "true" in the ConfigMap feature-flags of tekton-pipelines',
  reference:
    'https://tekton.dev/docs/pipelines/additional-configs/#running-taskruns-and-pipelineruns-with-restricted-pod-security-standards',
  good: example(namespaceOf('restricted'), flags('true'), oneStep({ securityContext: RESTRICTED })),
  bad: example(namespaceOf('restricted'), flags('false'), oneStep({ securityContext: RESTRICTED })),
  check: (assembly) => {
    const { tasks, runs } = tektonObjects(assembly);
    const places = new Map(
      [...tasks, ...runs].map(({ manifest: { environment }, namespace }) => [
        `${environment}\n${namespace ?? ''}`,
        { environment, namespace },
      ]),
    );
    return [...places.values()].flatMap(({ environment, namespace }) => {
      if (namespace === undefined || tryEnforcedLevel(assembly, environment, namespace)?.level !== 'restricted')
        return [];
      const config = assembly.manifests.tryFind('ConfigMap', {
        environment,
        namespace: 'tekton-pipelines',
        name: 'feature-flags',
      });
      if (config?.object.data?.['set-security-context'] === 'true') return [];
      const place = assembly.manifests.tryFind('Namespace', { environment, name: namespace });
      const fact = config
        ? 'the feature flag set-security-context is not "true"'
        : 'nothing here sets the feature flag set-security-context';
      return place
        ? problem(
            place,
            `Tekton runs in this restricted namespace, and ${fact}`,
            'set it to "true" in the ConfigMap feature-flags of tekton-pipelines',
          )
        : [];
    });
  },
};
