import { type Chart } from 'cdk8s';
import { Param, Pipeline, sh, Step, Task, text, Workspace, WorkspaceSource } from '../../../../lib/systems/tekton';
import { GitHubPushTrigger } from '../../../../lib/systems/tekton/triggers';
import { Toolbox } from '../../../../lib/tools';
import { newChart, objectsOf, source } from '../tasks/rendered';

const metadata = { name: 'order-service', namespace: 'order-service-ci' };
const account = { name: 'order-service-listener', namespace: 'order-service-ci' };
const [binding, template, ...others] = objectsOf(withTrigger()).slice(2);

test('binds each value of the push once, and the template gives them to the run', () => {
  const values = [
    { name: 'repository-ssh_url', value: '$(body.repository.ssh_url)' },
    { name: 'after', value: '$(body.after)' },
  ];
  expect(binding).toEqual({
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerBinding',
    metadata,
    spec: { params: values },
  });
  expect(template).toEqual({
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerTemplate',
    metadata,
    spec: {
      params: values.map(({ name }) => ({ name })),
      resourcetemplates: [
        {
          apiVersion: 'tekton.dev/v1',
          kind: 'PipelineRun',
          metadata: { generateName: 'ci-' },
          spec: {
            pipelineRef: { name: 'ci' },
            params: [
              { name: 'url', value: '$(tt.params.repository-ssh_url)' },
              { name: 'revision', value: '$(tt.params.after)' },
              { name: 'tag', value: 'sha-$(tt.params.after)' },
            ],
            workspaces: [{ name: 'source', persistentVolumeClaim: { claimName: 'source' } }],
            taskRunTemplate: {
              serviceAccountName: 'builder',
              podTemplate: { securityContext: { fsGroup: 65532 }, automountServiceAccountToken: false },
            },
          },
        },
      ],
    },
  });
});

test('the listener checks the signature, then the repository, the branch, and that there is a commit', () => {
  expect(others.at(-1)).toEqual({
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'EventListener',
    metadata,
    spec: {
      serviceAccountName: 'order-service-listener',
      triggers: [
        {
          name: 'push',
          interceptors: [
            {
              ref: { name: 'github' },
              params: [
                { name: 'secretRef', value: { secretName: 'webhook', secretKey: 'secret' } },
                { name: 'eventTypes', value: ['push'] },
              ],
            },
            {
              ref: { name: 'cel' },
              params: [
                {
                  name: 'filter',
                  value: "body.repository.id == 715331 && body.ref == 'refs/heads/main' && !body.deleted",
                },
              ],
            },
          ],
          bindings: [{ ref: 'order-service' }],
          template: { ref: 'order-service' },
        },
      ],
      resources: {
        kubernetesResource: {
          serviceType: 'ClusterIP',
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
                    securityContext: {
                      allowPrivilegeEscalation: false,
                      capabilities: { drop: ['ALL'] },
                      runAsNonRoot: true,
                      runAsUser: 65532,
                      runAsGroup: 65532,
                      seccompProfile: { type: 'RuntimeDefault' },
                      readOnlyRootFilesystem: true,
                    },
                  },
                ],
              },
            },
          },
        },
      },
    },
  });
});

test('its account reads trigger objects and creates runs, and nothing else', () => {
  const shared = { name: 'order-service-ci-order-service-listener' };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const rbac = 'rbac.authorization.k8s.io';
  expect(others.slice(0, -1)).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account, automountServiceAccountToken: true },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata: account,
      rules: [
        {
          apiGroups: ['triggers.tekton.dev'],
          resources: ['eventlisteners', 'triggers', 'triggerbindings', 'triggertemplates', 'interceptors'],
          verbs: ['get', 'list', 'watch'],
        },
        { apiGroups: ['tekton.dev'], resources: ['pipelineruns'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: account,
      roleRef: { apiGroup: rbac, kind: 'Role', name: account.name },
      subjects,
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: shared,
      rules: [
        {
          apiGroups: ['triggers.tekton.dev'],
          resources: ['clusterinterceptors', 'clustertriggerbindings'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: shared,
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: shared.name },
      subjects,
    },
  ]);
});

test('says where the webhook must lead', () => {
  const chart = newChart();
  const trigger = makeTrigger(chart, {});
  expect({ service: trigger.service, namespace: trigger.namespace }).toEqual({
    service: 'el-order-service',
    namespace: 'order-service-ci',
  });
});

describe('refuses', () => {
  test.each([
    [
      'a name that leaves no room for what is made of it',
      { name: 'x'.repeat(51) },
      `GitHubPushTrigger.name: expected 1 to 50 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "${'x'.repeat(51)}"`,
    ],
    [
      'another namespace than the pipeline',
      { namespace: 'tekton-pipelines' },
      'GitHubPushTrigger.namespace: expected order-service-ci, where the pipeline is, got "tekton-pipelines"; a run finds its pipeline in its own namespace only',
    ],
    [
      'a branch that would end the text of the filter',
      { branch: "main' || true" },
      `GitHubRef.branch: expected the name of a branch or tag, without wildcard, got "main' || true"`,
    ],
  ])('%s', (_, props, message) => {
    expect(() => makeTrigger(newChart(), props)).toThrow(message);
  });
});

function withTrigger(): Chart {
  const chart = newChart();
  makeTrigger(chart, {});
  return chart;
}

function makeTrigger(
  chart: Chart,
  props: { readonly name?: string; readonly namespace?: string; readonly branch?: string },
): { readonly service: string; readonly namespace: string } {
  const task = new Task(chart, 'task', {
    name: 'task',
    params: { words: Param.array() },
    workspaces: { source: Workspace.required() },
    steps: ({ params, workspaces }) => [
      Step.command({
        name: 'a',
        image: Toolbox.standard.tool('git').image,
        workingDir: workspaces.source.path,
        args: [params.words],
      }),
      Step.script({ name: 'b', image: Toolbox.standard.tool('git').image, script: sh`true` }),
    ],
  });
  const pipeline = new Pipeline(chart, 'pipeline', {
    name: 'ci',
    params: { url: Param.string(), revision: Param.string(), tag: Param.string() },
    workspaces: { source: Workspace.required() },
    tasks: ({ params: { url, revision, tag }, workspaces }) => ({
      tasks: [task.run('task', { params: { words: [url, revision, tag] }, workspaces })],
    }),
  });
  return new GitHubPushTrigger(chart, 'trigger', {
    name: 'order-service',
    repository: source,
    branch: 'main',
    webhookSecret: { name: 'webhook', key: 'secret' },
    pipeline,
    map: (push) => ({
      url: push.repository.ssh_url,
      revision: push.after,
      tag: text`sha-${push.after}`,
    }),
    run: { serviceAccountName: 'builder', workspaces: { source: WorkspaceSource.claim('source') } },
    ...props,
  });
}
