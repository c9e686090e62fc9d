import { dirname } from 'node:path/posix';
import { type Rule, problem } from '../../audit';
import { promotersOf } from '../../custody/promoters';
import { pipelineOf } from '../../custody/running-tasks';
import '../../systems/kubernetes/kinds';
import { promoterRun } from './promoter-example';

const kustomization = (resources: readonly string[]): object => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  metadata: { name: 'order-service' },
  resources,
});

export const promotedFileSynthesized: Rule = {
  id: 'PRM010',
  severity: 'error',
  title: 'synthesis writes the file that a promoter writes',
  why: 'each synthesis undoes the promotion, and each promotion what was synthesized',
  repair: 'leave the folder to the promoter, and name it as a component',
  good: promoterRun({ 'order-service': 'production' }, kustomization(['a.yaml'])),
  bad: promoterRun({ 'order-service': '.' }, kustomization(['a.yaml'])),
  check: (assembly) => {
    const owners = new Map(promotersOf(assembly).map((promoter) => [promoter.folder, promoter.by]));
    if (owners.size === 0) return [];
    return assembly.manifests.of('kustomize.config.k8s.io/Kustomization').flatMap((manifest) => {
      const owner = owners.get(dirname(manifest.origin.file ?? ''));
      // What the promoter writes holds images alone: a file with anything else comes from another hand.
      const { resources = [], components = [] } = manifest.object;
      if (!owner || resources.length + components.length === 0) return [];
      return [
        problem(
          manifest,
          `${pipelineOf(owner)} writes ${manifest.origin.file ?? ''} too → each undoes what the other wrote`,
          'leave the folder to the promoter, and name it as a component',
        ),
      ];
    });
  },
};
