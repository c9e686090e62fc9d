import { type Example } from '../../audit';
import { IMAGE, deployment, example, run } from './examples';

/** What promotes, and what waits for it: a run for each folder below `promoted`, and a Kustomization that reads `promoted/production`. */
export function promoted(...folders: readonly string[]): Example {
  return example(...folders.map(promotion), KUSTOMIZATION, deployment(IMAGE));
}

function promotion(folder: string): object {
  return run([
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
}

const KUSTOMIZATION = {
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  metadata: { name: 'order-service' },
  resources: ['example.yaml'],
  components: ['../promoted/production'],
};
