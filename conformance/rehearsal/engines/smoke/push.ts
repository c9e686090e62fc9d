import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Node } from '../../node/node';
import { GitServer } from '../git-server';
import { loaded } from '../../images/reference';
import { TOOL_IMAGES } from '../../images/tool-images';

const NAMESPACE = 'smoke-push';
const LISTENER = 'smoke';

/** Starts a git server with what the rest of the smoke needs. */
export function startGitServer(node: Node, secret: string): Promise<GitServer> {
  const url = `http://el-${LISTENER}.${NAMESPACE}.svc.cluster.local:8080`;
  const webhook = { url, secret, id: 715331, ownerId: 9142 };
  return GitServer.start(node, { repositories: [{ name: 'acme/order-service', webhook }, { name: 'acme/gitops' }] });
}

export const newSecret = (): string => randomBytes(16).toString('hex');

/** A push over ssh becomes a PipelineRun of its commit; what is told with a wrong signature becomes nothing. */
export async function pushToRun(node: Node, server: GitServer, secret: string): Promise<string> {
  const image = loaded(node, await TOOL_IMAGES.git());
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects(image, secret) }));
  const place = ['--namespace', NAMESPACE];
  await node.kubectl(['wait', `eventlistener/${LISTENER}`, ...place, '--for=condition=Ready', '--timeout=120s']);
  const checkout = await server.checkout('acme/order-service');
  const commit = await checkout.commit('Say hello', { 'README.md': 'hello\n' });
  await untilAnswering(node);
  const said = await checkout.push();
  const forged = await node.request({
    method: 'POST',
    url: `http://el-${LISTENER}.${NAMESPACE}.svc.cluster.local:8080`,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    },
    body: JSON.stringify({ ref: 'refs/heads/main', after: commit }),
  });
  await wait(3000);
  const runs = JSON.parse(await node.kubectl(['get', 'pipelineruns', ...place, '-o', 'json'])) as {
    items: readonly { spec: { params: readonly { value: string }[] } }[];
  };
  const commits = runs.items.map(({ spec }) => spec.params[0]?.value);
  if (commits.length !== 1 || commits[0] !== commit) {
    throw new Error(`expected one PipelineRun of ${commit}, got ${JSON.stringify(commits)}; the push said: ${said}`);
  }
  return `a push has made a PipelineRun of ${commit}; a forged one was answered ${String(forged.status)} and made none`;
}

async function untilAnswering(node: Node): Promise<void> {
  const url = `http://el-${LISTENER}.${NAMESPACE}.svc.cluster.local:8080/live`;
  const deadline = performance.now() + 60_000;
  while ((await node.request({ url }).catch(() => undefined))?.status !== 200) {
    if (performance.now() > deadline) throw new Error('the EventListener does not answer');
    await wait(250);
  }
}

function objects(image: string, secret: string): readonly object[] {
  const rbac = 'rbac.authorization.k8s.io';
  const own = (name: string) => ({ name, namespace: NAMESPACE });
  const step = { name: 'say', image, command: ['git'], args: ['--version'] };
  const pipelineSpec = { params: [{ name: 'commit' }], tasks: [{ name: 'say', taskSpec: { steps: [step] } }] };
  const run = {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'smoke-' },
    spec: { params: [{ name: 'commit', value: '$(tt.params.commit)' }], pipelineSpec },
  };
  const github = {
    ref: { name: 'github', kind: 'ClusterInterceptor' },
    params: [
      { name: 'secretRef', value: { secretName: 'webhook', secretKey: 'token' } },
      { name: 'eventTypes', value: ['push'] },
    ],
  };
  const binding = { name: 'commit', value: '$(body.after)' };
  const trigger = { name: 'push', interceptors: [github], bindings: [binding], template: { ref: LISTENER } };
  const bind = (kind: string, name: string, ref: string) => ({
    apiVersion: `${rbac}/v1`,
    kind,
    metadata: kind === 'RoleBinding' ? own(name) : { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: ref },
    subjects: [{ kind: 'ServiceAccount', ...own(LISTENER) }],
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: own(LISTENER) },
    { apiVersion: 'v1', kind: 'Secret', metadata: own('webhook'), stringData: { token: secret } },
    bind('RoleBinding', LISTENER, 'tekton-triggers-eventlistener-roles'),
    bind('ClusterRoleBinding', LISTENER, 'tekton-triggers-eventlistener-clusterroles'),
    {
      apiVersion: 'triggers.tekton.dev/v1beta1',
      kind: 'TriggerTemplate',
      metadata: own(LISTENER),
      spec: { params: [{ name: 'commit' }], resourcetemplates: [run] },
    },
    {
      apiVersion: 'triggers.tekton.dev/v1beta1',
      kind: 'EventListener',
      metadata: own(LISTENER),
      spec: { serviceAccountName: LISTENER, triggers: [trigger] },
    },
  ];
}
