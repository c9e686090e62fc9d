import { load } from 'js-yaml';
import { type Chart } from 'cdk8s';
import { Param, Pipeline, Step, Task, Workspace, WorkspaceSource } from '../../../../lib/systems/tekton';
import {
  GIT_AUTH_SECRET,
  PipelinesAsCodeRepository,
  PipelinesAsCodeRun,
} from '../../../../lib/systems/tekton/triggers';
import { GitClone } from '../../../../lib/systems/tekton/tasks';
import { Toolbox } from '../../../../lib/tools';
import { newChart, objectsOf, source } from '../tasks/rendered';

test('the file holds the run with its pipeline and tasks, and says when it is started', () => {
  const run = makeRun(newChart(), {});
  expect(run.path).toBe('.tekton/push.yaml');
  expect(load(run.text)).toMatchObject({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: {
      generateName: 'ci-',
      annotations: {
        'acme.example/team': 'orders',
        'pipelinesascode.tekton.dev/on-event': '[push]',
        'pipelinesascode.tekton.dev/on-target-branch': '[main]',
        'pipelinesascode.tekton.dev/max-keep-runs': '5',
      },
    },
    spec: {
      params: [
        { name: 'url', value: '{{ repo_url }}' },
        { name: 'revision', value: '{{ revision }}' },
      ],
      pipelineSpec: {
        tasks: [
          { name: 'clone', taskRef: { resolver: 'hub' } },
          { name: 'list', taskSpec: { steps: [{ name: 'list', args: ['$(workspaces.source.path)'] }] } },
        ],
      },
      workspaces: [
        { name: 'source', persistentVolumeClaim: { claimName: 'source' } },
        { name: 'git', secret: { secretName: '{{ git_auth_secret }}' } },
      ],
    },
  });
});

test('a run of pull requests is another file', () => {
  const run = makeRun(newChart(), { on: 'pull_request', keepRuns: 2 });
  expect(run.path).toBe('.tekton/pull-request.yaml');
  expect(load(run.text)).toMatchObject({
    metadata: {
      annotations: {
        'pipelinesascode.tekton.dev/on-event': '[pull_request]',
        'pipelinesascode.tekton.dev/max-keep-runs': '2',
      },
    },
  });
});

test('refuses a file that is not looked for, and to keep nothing', () => {
  expect(() => makeRun(newChart(), { path: 'ci/push.yaml' })).toThrow(
    'PipelinesAsCodeRun.path: expected a YAML file in the folder .tekton, got "ci/push.yaml"',
  );
  expect(() => makeRun(newChart(), { keepRuns: 0 })).toThrow(
    'PipelinesAsCodeRun.keepRuns: expected a whole number of 1 or more, got 0',
  );
});

test('a Repository says whose folder is run', () => {
  const chart = newChart();
  new PipelinesAsCodeRepository(chart, 'app', { name: 'order-service', repository: source });
  new PipelinesAsCodeRepository(chart, 'webhook', {
    name: 'by-webhook',
    repository: source,
    concurrency: 1,
    webhook: { token: { name: 'github', key: 'token' }, secret: { name: 'github', key: 'secret' } },
  });
  const common = { apiVersion: 'pipelinesascode.tekton.dev/v1alpha1', kind: 'Repository' };
  const url = 'https://github.com/acme/order-service';
  expect(objectsOf(chart)).toEqual([
    { ...common, metadata: { name: 'order-service', namespace: 'order-service-ci' }, spec: { url } },
    {
      ...common,
      metadata: { name: 'by-webhook', namespace: 'order-service-ci' },
      spec: {
        url,
        concurrency_limit: 1,
        git_provider: {
          type: 'github',
          secret: { name: 'github', key: 'token' },
          webhook_secret: { name: 'github', key: 'secret' },
        },
      },
    },
  ]);
  expect(
    () => new PipelinesAsCodeRepository(chart, 'none', { name: 'none', repository: source, concurrency: 0 }),
  ).toThrow('PipelinesAsCodeRepository.concurrency: expected a whole number of 1 or more, got 0');
});

function makeRun(
  chart: Chart,
  props: { readonly on?: 'push' | 'pull_request'; readonly keepRuns?: number; readonly path?: string },
): { readonly path: string; readonly text: string } {
  const list = new Task(chart, 'list', {
    name: 'list',
    workspaces: { source: Workspace.required() },
    steps: ({ workspaces }) => [
      Step.command({
        name: 'list',
        image: Toolbox.standard.tool('git').image,
        command: ['ls'],
        args: [workspaces.source.path],
      }),
    ],
  });
  const pipeline = new Pipeline(chart, 'pipeline', {
    name: 'ci',
    params: { url: Param.string(), revision: Param.string() },
    workspaces: { source: Workspace.required(), git: Workspace.credentials() },
    tasks: ({ params, workspaces }) => {
      const clone = GitClone.run('clone', {
        params,
        workspaces: { output: workspaces.source, 'basic-auth': workspaces.git },
      });
      return { tasks: [clone, list.run('list', { after: [clone], workspaces: { source: workspaces.source } })] };
    },
  });
  return new PipelinesAsCodeRun({
    pipeline,
    branch: 'main',
    map: (event) => ({ url: event.repo_url, revision: event.revision }),
    run: {
      serviceAccountName: 'builder',
      workspaces: { source: WorkspaceSource.claim('source'), git: WorkspaceSource.secret(GIT_AUTH_SECRET) },
      annotations: { 'acme.example/team': 'orders' },
    },
    ...props,
  });
}
