import { setTimeout as wait } from 'node:timers/promises';
import { type Node } from '../../node/node';
import { GitOpsAgent } from '../gitops-agent';
import { type GitServer } from '../git-server';

/** A commit to the GitOps repository becomes an object of the cluster. */
export async function applyCommit(node: Node, server: GitServer): Promise<string> {
  const repository = 'acme/gitops';
  const agent = await GitOpsAgent.start(node, { server, repository, folders: ['smoke'] });
  const checkout = await server.checkout(repository);
  const greeting = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'greeting', namespace: 'default' } };
  const commit = await checkout.commit('Say hello', {
    'smoke/kustomization.yaml': 'resources: [greeting.yaml]\n',
    'smoke/greeting.yaml': JSON.stringify({ ...greeting, data: { says: 'hello' } }),
  });
  await checkout.push();
  const deadline = performance.now() + 60_000;
  while (!(await agent.applied()).some((one) => one.commit === commit && one.error === undefined)) {
    if (performance.now() > deadline)
      throw new Error(`nobody applies ${commit}: ${JSON.stringify(await agent.applied())}`);
    await wait(500);
  }
  const says = await node.kubectl(['get', 'configmap', 'greeting', '--output', 'jsonpath={.data.says}']);
  if (says !== 'hello') throw new Error(`the ConfigMap says ${says}`);
  return `the agent has applied ${commit}`;
}
