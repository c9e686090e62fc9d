import { loaded } from '../../images/reference';
import { TOOL_IMAGES } from '../../images/tool-images';
import { type Node } from '../../node/node';

/** A Rollout of two pods. */
export async function rollOut(node: Node): Promise<string> {
  const image = loaded(node, await TOOL_IMAGES.git());
  const labels = { app: 'smoke' };
  const containers = [{ name: 'app', image, command: ['sleep', 'infinity'] }];
  const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 0, containers } };
  const strategy = { canary: { steps: [{ setWeight: 50 }, { pause: { duration: '2s' } }] } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, strategy, template };
  const metadata = { name: 'smoke', namespace: 'default' };
  await node.apply(JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec }));
  await node.kubectl(['wait', 'rollout/smoke', '--for=jsonpath={.status.phase}=Healthy', '--timeout=120s']);
  await node.kubectl(['delete', 'rollout/smoke']);
  return 'a Rollout of two pods is Healthy';
}
