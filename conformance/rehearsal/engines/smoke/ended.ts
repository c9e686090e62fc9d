import { type Node } from '../../node/node';

/** Waits until the container of a pod has ended, which it must have done well. */
export async function ended(node: Node, pod: string, namespace = 'default'): Promise<void> {
  const place = ['--namespace', namespace];
  const state = '{.status.containerStatuses[0].state.terminated';
  await node.kubectl(['wait', `pod/${pod}`, ...place, `--for=jsonpath=${state}}`, '--timeout=600s']);
  const code = await node.kubectl(['get', `pod/${pod}`, ...place, '--output', `jsonpath=${state}.exitCode}`]);
  if (code !== '0') throw new Error(`${pod}: exit ${code}\n${await node.kubectl(['logs', pod, ...place])}`);
}
