import { loaded } from '../../images/reference';
import { TOOL_IMAGES } from '../../images/tool-images';
import { type Node } from '../../node/node';

/** A TaskRun whose step writes a result. */
export async function runTask(node: Node): Promise<string> {
  const image = loaded(node, await TOOL_IMAGES.git());
  const script = '#!/bin/sh\nset -eu\ngit --version\nprintf %s "$(id -u)" > $(results.user.path)\n';
  const security = {
    runAsNonRoot: true,
    runAsUser: 65532,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const step = { name: 'say', image, script, securityContext: security };
  const taskSpec = { results: [{ name: 'user', type: 'string' }], steps: [step] };
  const metadata = { name: 'smoke', namespace: 'default' };
  await node.apply(JSON.stringify({ apiVersion: 'tekton.dev/v1', kind: 'TaskRun', metadata, spec: { taskSpec } }));
  await node.kubectl(['wait', 'taskrun/smoke', '--for=condition=Succeeded', '--timeout=180s']);
  const result = await node.kubectl(['get', 'taskrun/smoke', '-o', 'jsonpath={.status.results[0].value}']);
  if (result !== '65532') throw new Error(`the TaskRun says ${result}`);
  return 'a TaskRun has run as 65532 and given its result';
}
