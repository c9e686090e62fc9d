import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { CLONE, IMAGE, SIGNER, deployment, example, policy, run } from '../../lib/custody/rules/examples';

function found(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule }) => rule);
}

const STRANGER = SIGNER.replace('/sign', '/release');

/** Tasks as the articles write them: kaniko, results of its own, an image by params, a run by a trigger. */
const WRITTEN_BY_HAND = [
  {
    apiVersion: 'tekton.dev/v1',
    kind: 'Task',
    metadata: { name: 'kaniko', namespace: 'ci' },
    spec: {
      params: [{ name: 'IMAGE' }],
      results: [{ name: 'IMAGE_DIGEST' }],
      steps: [
        {
          name: 'build',
          image: 'gcr.io/kaniko-project/executor:v1.23.0-debug',
          args: ['--destination=$(params.IMAGE)', '--digest-file=$(results.IMAGE_DIGEST.path)'],
        },
      ],
    },
  },
  {
    apiVersion: 'tekton.dev/v1',
    kind: 'Task',
    metadata: { name: 'cosign-sign', namespace: 'ci' },
    spec: {
      params: [{ name: 'image' }, { name: 'digest' }],
      steps: [
        {
          name: 'sign',
          image: 'gcr.io/projectsigstore/cosign:v2.2.4',
          env: [{ name: 'DIGEST', value: '$(params.digest)' }],
          script: '#!/bin/sh\nIMAGE="${REPOSITORY:-$(params.image)}"\ncosign sign --yes "$(params.image)@${DIGEST}"\n',
        },
      ],
    },
  },
  {
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name: 'delivery', namespace: 'ci' },
    spec: {
      params: [{ name: 'image' }, { name: 'sha' }],
      tasks: [
        {
          name: 'build',
          taskRef: { name: 'kaniko' },
          params: [{ name: 'IMAGE', value: '$(params.image):sha-$(params.sha)' }],
        },
        {
          name: 'sign',
          taskRef: { name: 'cosign-sign' },
          params: [
            { name: 'image', value: '$(params.image)' },
            { name: 'digest', value: '$(tasks.build.results.IMAGE_DIGEST)' },
          ],
        },
      ],
    },
  },
];

function triggered(accounts: readonly object[]): object {
  return {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerTemplate',
    metadata: { name: 'delivery', namespace: 'ci' },
    spec: {
      params: [{ name: 'sha' }],
      resourcetemplates: [
        {
          apiVersion: 'tekton.dev/v1',
          kind: 'PipelineRun',
          metadata: { generateName: 'delivery-' },
          spec: {
            pipelineRef: { name: 'delivery' },
            params: [
              { name: 'image', value: IMAGE },
              { name: 'sha', value: '$(tt.params.sha)' },
            ],
            taskRunSpecs: accounts,
          },
        },
      ],
    },
  };
}

describe('YAML written by hand', () => {
  const signs = triggered([{ pipelineTaskName: 'sign', serviceAccountName: 'sign' }]);

  test('is followed from trigger to policy', () => {
    expect(found(example(WRITTEN_BY_HAND, signs, policy(), deployment()))).toEqual([]);
  });

  test('runs as "default" where nobody says otherwise', () => {
    expect(found(example(WRITTEN_BY_HAND, triggered([]), policy(), deployment()))).toEqual(['CUS001', 'CUS013']);
  });

  test('says nothing of a pipeline that no run of the assembly starts', () => {
    expect(found(example(WRITTEN_BY_HAND, policy([STRANGER]), deployment()))).toEqual([]);
  });

  test('is followed into a StepAction, and through the result that a step passes on', () => {
    const action = {
      apiVersion: 'tekton.dev/v1beta1',
      kind: 'StepAction',
      metadata: { name: 'cosign', namespace: 'ci' },
      spec: {
        image: 'registry.example.com/cosign:3',
        params: [{ name: 'reference' }],
        command: ['cosign', 'sign', '--yes', '$(params.reference)'],
      },
    };
    const passOn = { name: 'PASSED', value: `${IMAGE}@$(tasks.clone.results.commit)` };
    const scan = {
      name: 'scan',
      params: [{ name: 'image', value: passOn.value }],
      taskSpec: {
        params: [{ name: 'image' }],
        results: [{ name: 'passed' }],
        steps: [
          {
            name: 'hand-on',
            image: 'registry.example.com/tools:1',
            env: [{ name: passOn.name, value: '$(params.image)' }],
            script: '#!/bin/sh\necho -n "$PASSED" | tee $(results.passed.path)\n',
          },
        ],
      },
    };
    const sign = {
      name: 'sign',
      params: [{ name: 'image', value: '$(tasks.scan.results.passed)' }],
      taskSpec: {
        params: [{ name: 'image' }],
        steps: [{ name: 'sign', ref: { name: 'cosign' }, params: [{ name: 'reference', value: '$(params.image)' }] }],
      },
    };
    const objects = [action, run([CLONE, scan, sign]), deployment()];
    expect(found(example(objects, policy()))).toEqual([]);
    expect(found(example(objects, policy(['https://kubernetes.io/namespaces/ci/serviceaccounts/test'])))).toEqual([
      'CUS001',
    ]);
  });
});
