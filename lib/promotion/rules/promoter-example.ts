import { toYaml } from '../../assembly';
import { type Example } from '../../audit';

/** A run that promotes services, each into a folder, and other objects beside it. */
export function promoterRun(services: Readonly<Record<string, string>>, ...others: readonly object[]): Example {
  const tasks = Object.entries(services).map(([service, folder]) => ({
    name: `promote-${service}`,
    taskSpec: { steps: [{ name: 'record', image: IMAGE, script: scriptFor(service, folder) }] },
  }));
  const run = {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'delivery-', namespace: 'ci' },
    spec: { pipelineSpec: { tasks } },
  };
  return { manifests: toYaml([run, ...others]) };
}

const IMAGE = `registry.example.com/tools/git:2@sha256:${'4d1f'.repeat(16)}`;

function scriptFor(service: string, folder: string): string {
  return [
    '#!/bin/sh',
    'set -eu',
    `cat > ${folder}/kustomization.yaml <<EOF`,
    'apiVersion: kustomize.config.k8s.io/v1alpha1',
    'kind: Component',
    'images:',
    `  - name: ghcr.io/acme/${service}`,
    '    digest: ${DIGEST}',
    'EOF',
    'git diff --quiet || git commit --message promote .',
    'git push origin main',
    '',
  ].join('\n');
}

/** A workflow with a job for each environment that promotes the order-service there, and the environments it waits for. */
export function promotingJobs(environments: Readonly<Record<string, readonly string[]>>): Example {
  const jobs = Object.entries(environments).map(([environment, before]) => [
    environment,
    {
      'runs-on': 'ubuntu-24.04',
      needs: before,
      steps: [{ name: 'Promote', shell: 'bash', run: scriptFor('order-service', environment) }],
    },
  ]);
  const workflow = {
    name: 'promote',
    on: 'workflow_dispatch',
    permissions: {},
    jobs: Object.fromEntries(jobs) as object,
  };
  return { files: { '.github/workflows/promote.yaml': toYaml([workflow]) } };
}
