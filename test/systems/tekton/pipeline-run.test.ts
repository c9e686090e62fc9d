import { Testing } from 'cdk8s';
import { Duration } from '../../../lib/model';
import { PipelineRun, renderPipelineRun, StringRef, WorkspaceSource } from '../../../lib/systems/tekton';
import { files, propsIn, ssh } from './example-run';
import { chartOf } from './example-tasks';

test('renders a run that is safe by default', () => {
  const chart = chartOf();
  new PipelineRun(chart, 'run', propsIn(chart));
  expect(Testing.synth(chart).find(({ kind }) => kind === 'PipelineRun')).toEqual({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { name: 'ci-1', namespace: 'order-service-ci' },
    spec: {
      pipelineRef: { name: 'ci' },
      params: [{ name: 'url', value: 'https://git.acme.test/order-service' }],
      workspaces: [
        {
          name: 'files',
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
          },
        },
        {
          name: 'ssh',
          secret: {
            secretName: 'deploy-key',
            items: [
              { key: 'ssh-privatekey', path: 'id_rsa' },
              { key: 'known_hosts', path: 'known_hosts' },
            ],
          },
        },
      ],
      taskRunTemplate: {
        serviceAccountName: 'ci',
        podTemplate: { securityContext: { fsGroup: 65532 }, automountServiceAccountToken: false },
      },
    },
  });
});

test('renders everything that a run may have, as plain data', () => {
  const { pipeline } = propsIn(chartOf());
  const run = renderPipelineRun({
    generateName: 'ci-',
    namespace: 'order-service-ci',
    labels: { app: 'order-service' },
    annotations: { note: 'x' },
    pipeline,
    serviceAccountName: 'ci',
    params: { url: new StringRef<'event'>('$(tt.params.url)', [], 'URL'), revision: 'main' },
    workspaces: { files, ssh: WorkspaceSource.secret('key'), settings: WorkspaceSource.config('settings', { a: 'b' }) },
    timeouts: { pipeline: Duration.hours(2), tasks: Duration.minutes(100), finally: Duration.minutes(20) },
    podTemplate: {
      nodeSelector: { pool: 'ci' },
      tolerations: [{ key: 'ci', operator: 'Exists' }],
      hostUsers: false,
      runtimeClassName: 'gvisor',
      priorityClassName: 'low',
      imagePullSecrets: ['mirror'],
      automountServiceAccountToken: true,
    },
    taskRunSpecs: { test: { serviceAccountName: 'tester', podTemplate: { hostUsers: true } }, clone: {} },
  });
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  expect(run).toEqual({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: {
      generateName: 'ci-',
      namespace: 'order-service-ci',
      labels: { app: 'order-service' },
      annotations: { note: 'x' },
    },
    spec: {
      pipelineRef: { name: 'ci' },
      params: [
        { name: 'url', value: '$(tt.params.url)' },
        { name: 'revision', value: 'main' },
      ],
      workspaces: [
        expect.objectContaining({ name: 'files' }),
        { name: 'ssh', secret: { secretName: 'key' } },
        { name: 'settings', configMap: { name: 'settings', items: [{ key: 'a', path: 'b' }] } },
      ],
      taskRunTemplate: {
        serviceAccountName: 'ci',
        podTemplate: {
          nodeSelector: { pool: 'ci' },
          tolerations: [{ key: 'ci', operator: 'Exists' }],
          securityContext: { fsGroup: 65532 },
          automountServiceAccountToken: true,
          hostUsers: false,
          runtimeClassName: 'gvisor',
          priorityClassName: 'low',
          imagePullSecrets: [{ name: 'mirror' }],
        },
      },
      taskRunSpecs: [
        {
          pipelineTaskName: 'test',
          serviceAccountName: 'tester',
          podTemplate: { securityContext: { fsGroup: 65532 }, automountServiceAccountToken: false, hostUsers: true },
        },
        { pipelineTaskName: 'clone' },
      ],
      timeouts: { pipeline: '2h', tasks: '1h40m', finally: '20m' },
    },
  });
});

test('leaves the name to Kubernetes where only its beginning is given', () => {
  const chart = chartOf();
  new PipelineRun(chart, 'run', { ...propsIn(chart), name: undefined, generateName: 'ci-' });
  expect(Testing.synth(chart).find(({ kind }) => kind === 'PipelineRun')).toMatchObject({
    metadata: { generateName: 'ci-', namespace: 'order-service-ci' },
  });
  expect(JSON.stringify(Testing.synth(chart))).not.toContain('ci-run');
});

test('holds its Pipeline where that is wanted', () => {
  const props = propsIn(chartOf());
  const { spec } = renderPipelineRun({ ...props, embedded: true, workspaces: { files, ssh } });
  expect(spec.pipelineRef).toBeUndefined();
  expect(spec.pipelineSpec).toEqual(props.pipeline.spec({ embedded: true }));
});

test('one claim may be bound twice in one task', () => {
  const props = propsIn(chartOf());
  const [claim, twin] = [WorkspaceSource.claim('work'), WorkspaceSource.claim('work', { subPath: 'cache' })];
  expect(() => renderPipelineRun({ ...props, workspaces: { files: claim, ssh, cache: twin } })).not.toThrow();
});

test('two volumes in one task are fine where the cluster does not place pods by volume', () => {
  const props = propsIn(chartOf());
  const workspaces = { files, ssh, cache: WorkspaceSource.claim('go-cache', { subPath: 'go' }) };
  const { spec } = renderPipelineRun({ ...props, workspaces, coschedule: 'disabled' });
  expect(spec.workspaces?.[2]).toEqual({
    name: 'cache',
    subPath: 'go',
    persistentVolumeClaim: { claimName: 'go-cache' },
  });
});
