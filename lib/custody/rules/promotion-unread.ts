import { type Problem, type Rule, problem } from '../../audit';
import { type Awaiting, type Promoter, awaitingPromotion, promotersOf } from '../promoters';
import { pipelineOf } from '../running-tasks';
import { IMAGE, deployment, example, run } from './examples';

const promotion = (folder: string): object =>
  run([
    {
      name: 'promote',
      taskSpec: {
        steps: [
          {
            name: 'record',
            image: 'registry.example.com/tools/git:2',
            script: [
              '#!/bin/sh',
              'set -eu',
              `cat > promoted/${folder}/kustomization.yaml <<EOF`,
              'apiVersion: kustomize.config.k8s.io/v1alpha1',
              'kind: Component',
              'images:',
              `  - name: ${IMAGE}`,
              '    digest: ${DIGEST}',
              'EOF',
              'git commit --all --message promote',
              'git push origin main',
            ].join('\n'),
          },
        ],
      },
    },
  ]);

const kustomization = {
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  metadata: { name: 'order-service' },
  resources: ['example.yaml'],
  components: ['../promoted/production'],
};

export const promotionUnread: Rule = {
  id: 'CUS016',
  severity: 'error',
  title: 'a promotion writes a folder that no Kustomization reads',
  why: 'every promotion succeeds and changes nothing: the environment keeps running what it ran, or an image without tag and digest',
  repair: 'write to the folder that the components of the Kustomization name',
  reference: 'https://kubectl.docs.kubernetes.io/guides/config_management/components/',
  good: example(promotion('production'), kustomization, deployment(IMAGE)),
  bad: example(promotion('prod'), kustomization, deployment(IMAGE)),
  check: (assembly) => {
    const awaiting = new Map<string, Awaiting[]>();
    const all = awaitingPromotion(assembly);
    for (const one of all) {
      awaiting.set(one.repository, [...(awaiting.get(one.repository) ?? []), one]);
    }
    const promoters = promotersOf(assembly);
    const written = promoters.map(({ folder }) => folder);
    return promoters.flatMap(({ by, path, repository, folder }) => {
      const readers = awaiting.get(repository) ?? [];
      if (readers.length === 0) {
        const other = all.find(({ folders }) => folders.some((one) => isSame(one, folder)));
        return other ? [misnamed({ by, path, repository, folder }, other)] : [];
      }
      if (readers.some(({ folders }) => folders.some((one) => isSame(one, folder)))) return [];
      const waiting = readers.filter(
        ({ folders }) => !folders.some((one) => written.some((other) => isSame(one, other))),
      );
      const places = waiting.map(
        ({ kustomization: { environment }, folders }) => `${environment} reads ${folders.join(', ')}`,
      );
      return problem(
        by.call.manifest,
        `${pipelineOf(by)} writes the image of ${repository} to ${folder} → no Kustomization reads it${places.length > 0 ? `: ${places.join(', ')}` : ''} → nothing changes`,
        'write to the folder that the Kustomization names as a component',
        path,
      );
    });
  },
};

/** The file is read, and kustomize finds no image of that name. */
function misnamed({ by, path, repository, folder }: Promoter, { kustomization, repository: runs }: Awaiting): Problem {
  return problem(
    by.call.manifest,
    `${pipelineOf(by)} writes the image of ${repository} to ${folder} → what ${kustomization.environment} reads there is for ${runs} → nothing changes`,
    `write the image as it is named where it runs: ${runs}`,
    path,
  );
}

/** One of the two paths may begin further up. */
function isSame(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
