import { toYaml } from '../../assembly';
import { type Example } from '../../audit';

/** A Task whose only step runs a script in a clone of the GitOps repository. */
export function promoting(...lines: readonly string[]): Example {
  const script = ['#!/bin/bash', 'set -euo pipefail', 'cd gitops', ...lines, ''].join('\n');
  const image = `registry.example.com/tools/git:2@sha256:${'4d1f'.repeat(16)}`;
  return {
    manifests: toYaml([
      {
        apiVersion: 'tekton.dev/v1',
        kind: 'Task',
        metadata: { name: 'promote', namespace: 'order-service-ci' },
        spec: { steps: [{ name: 'record', image, script }] },
      },
    ]),
  };
}

export const EDIT =
  'yq -i \'(.images[] | select(.name == "order-service")).digest = strenv(DIGEST)\' kustomization.yaml';
export const CHECK = 'grep -q "digest: ${DIGEST}" kustomization.yaml';
export const COMMIT = 'git diff --quiet || git commit --message promote kustomization.yaml';
export const PUSH = 'git push origin HEAD:main';
