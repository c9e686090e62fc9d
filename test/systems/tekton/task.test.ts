import { Testing } from 'cdk8s';
import { Duration } from '../../../lib/model';
import { bash, Env, Param, Result, Security, Step, Task, text, Volume, Workspace } from '../../../lib/systems/tekton';
import { chartOf, describeAction, image } from './example-tasks';

const reference = image.reference;
const computeResources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } };
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 65532,
  runAsGroup: 65532,
  seccompProfile: { type: 'RuntimeDefault' },
};
const home = [{ name: 'HOME', value: '/tekton/home' }];

test('renders a Task whose script gets everything as environment variables', () => {
  const chart = chartOf();
  const task = new Task(chart, 'go-test', {
    name: 'go-test',
    description: 'runs the tests',
    labels: { team: 'orders' },
    params: {
      package: Param.string({ default: './...', description: 'what to test' }),
      flags: Param.array({ default: ['-v'] }),
      repo: Param.object({ keys: ['owner', 'name'], default: { owner: 'acme', name: 'order-service' } }),
    },
    workspaces: {
      source: Workspace.required({ description: 'the checkout' }),
      cache: Workspace.optional({ mountPath: '/cache' }),
      key: Workspace.credentials({ need: 'optional' }),
    },
    volumes: { scratch: Volume.emptyDir({ sizeLimit: '1Gi' }) },
    results: { coverage: Result.string('percent'), parts: Result.object(['a', 'b']) },
    steps: ({ params, results, workspaces, volumes, taskRun }) => [
      Step.script({
        name: 'test',
        image,
        workingDir: workspaces.source.path,
        env: { KEY: workspaces.key.file('id_rsa'), TOKEN: Env.secret('api', 'token'), RUN: text`run ${taskRun.name}` },
        resources: { cpu: '2', memory: '2Gi', memoryLimit: '4Gi', ephemeralStorage: '5Gi' },
        timeout: Duration.minutes(5),
        volumeMounts: [volumes.scratch.at('/scratch', { subPath: 'a', readOnly: false })],
        script: bash`
          [ ${workspaces.cache.bound} = false ] || cp -r ${workspaces.cache.path} .
          go test ${params.package} > ${results.coverage.path}
          printf '{"a":"%s","b":""}' ${params.repo.key('owner')} > ${results.parts.path}
        `,
      }),
      Step.command({
        name: 'vet',
        image,
        command: ['go', 'vet'],
        args: [params.flags, params.package],
        onError: 'continue',
      }),
    ],
  });
  expect(task.podSecurity).toBe('restricted');
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
      metadata: { name: 'go-test', namespace: 'order-service-ci', labels: { team: 'orders' } },
      spec: {
        description: 'runs the tests',
        params: [
          { name: 'package', type: 'string', description: 'what to test', default: './...' },
          { name: 'flags', type: 'array', default: ['-v'] },
          {
            name: 'repo',
            type: 'object',
            properties: { owner: { type: 'string' }, name: { type: 'string' } },
            default: { owner: 'acme', name: 'order-service' },
          },
        ],
        results: [
          { name: 'coverage', type: 'string', description: 'percent' },
          { name: 'parts', type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
        ],
        workspaces: [
          { name: 'source', description: 'the checkout' },
          { name: 'cache', optional: true, mountPath: '/cache' },
          { name: 'key', optional: true, readOnly: true },
        ],
        stepTemplate: { env: home, securityContext: restricted },
        steps: [
          {
            name: 'test',
            image: reference,
            workingDir: '$(workspaces.source.path)',
            timeout: '5m',
            env: [
              { name: 'WORKSPACE_CACHE_BOUND', value: '$(workspaces.cache.bound)' },
              { name: 'WORKSPACE_CACHE', value: '$(workspaces.cache.path)' },
              { name: 'PARAM_PACKAGE', value: '$(params.package)' },
              { name: 'RESULT_COVERAGE', value: '$(results.coverage.path)' },
              { name: 'PARAM_REPO_OWNER', value: '$(params.repo.owner)' },
              { name: 'RESULT_PARTS', value: '$(results.parts.path)' },
              { name: 'KEY', value: '$(workspaces.key.path)/id_rsa' },
              { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } },
              { name: 'RUN', value: 'run $(context.taskRun.name)' },
            ],
            computeResources: {
              requests: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '5Gi' },
              limits: { memory: '4Gi', 'ephemeral-storage': '5Gi' },
            },
            volumeMounts: [{ name: 'scratch', mountPath: '/scratch', subPath: 'a', readOnly: false }],
            script: [
              '#!/usr/bin/env bash',
              'set -euo pipefail',
              '[ "$WORKSPACE_CACHE_BOUND" = false ] || cp -r "$WORKSPACE_CACHE" .',
              'go test "$PARAM_PACKAGE" > "$RESULT_COVERAGE"',
              `printf '{"a":"%s","b":""}' "$PARAM_REPO_OWNER" > "$RESULT_PARTS"`,
              '',
            ].join('\n'),
          },
          {
            name: 'vet',
            image: reference,
            command: ['go', 'vet'],
            args: ['$(params.flags[*])', '$(params.package)'],
            onError: 'continue',
            computeResources,
          },
        ],
        volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '1Gi' } }],
      },
    },
  ]);
});

test('a step that cannot be restricted keeps its own rights, and so does each other step', () => {
  const build = Security.baseline({ capabilities: ['SETUID', 'SETGID', 'SETFCAP'], seccomp: false });
  const task = new Task(chartOf(), 'build', {
    name: 'build',
    steps: () => [Step.command({ name: 'build', image, security: build }), Step.command({ name: 'sign', image })],
  });
  expect(task.podSecurity).toBe('baseline');
  expect(task.spec()).toEqual({
    stepTemplate: { env: home },
    steps: [
      {
        name: 'build',
        image: reference,
        computeResources: expect.anything(),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'], add: ['SETUID', 'SETGID', 'SETFCAP'] },
          runAsNonRoot: false,
          runAsUser: 0,
        },
      },
      { name: 'sign', image: reference, computeResources: expect.anything(), securityContext: restricted },
    ],
  });
});

test('an image may be a param, pinned like any other', () => {
  const task = new Task(chartOf(), 'any', {
    name: 'any',
    params: { image: Param.image({ default: image }) },
    steps: ({ params }) => [Step.command({ name: 'run', image: params.image })],
  });
  expect(task.spec()).toMatchObject({
    params: [{ name: 'image', type: 'string', default: reference }],
    steps: [{ name: 'run', image: '$(params.image)' }],
  });
});

test('renders a StepAction with its own rights', () => {
  const chart = chartOf();
  expect(describeAction(chart).security.level).toBe('restricted');
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'tekton.dev/v1beta1',
      kind: 'StepAction',
      metadata: { name: 'describe', namespace: 'order-service-ci' },
      spec: {
        description: 'names the commit',
        params: [
          { name: 'path', type: 'string' },
          { name: 'words', type: 'array', default: [] },
        ],
        results: [{ name: 'version', type: 'string', description: 'the version' }],
        image: reference,
        command: ['git'],
        args: ['-C', '$(params.path)', 'describe', '$(params.words[*])'],
        env: [{ name: 'OUT', value: '$(step.results.version.path)' }],
        securityContext: restricted,
      },
    },
  ]);
});

test('a step runs a StepAction; its results fill those of the Task and reach later steps', () => {
  const chart = chartOf();
  const task = new Task(chart, 'release', {
    name: 'release',
    workspaces: { source: Workspace.required() },
    results: { version: Result.string() },
    steps: ({ results, workspaces }) => {
      const params = { path: workspaces.source.path, words: ['--tags'] };
      const version = Step.action({
        name: 'name-it',
        ref: describeAction(chart),
        params,
        writes: { version: results.version },
      });
      return [version, Step.script({ name: 'say', image, script: bash`echo ${version.results.version}` })];
    },
  });
  expect(task.spec()).toMatchObject({
    results: [{ name: 'version', type: 'string', value: '$(steps.name-it.results.version)' }],
    steps: [
      {
        name: 'name-it',
        ref: { name: 'describe' },
        params: [
          { name: 'path', value: '$(workspaces.source.path)' },
          { name: 'words', value: ['--tags'] },
        ],
      },
      { name: 'say', env: [{ name: 'STEP_NAME_IT_VERSION', value: '$(steps.name-it.results.version)' }] },
    ],
  });
});
