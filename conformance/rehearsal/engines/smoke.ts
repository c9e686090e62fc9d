import { makeEverything } from '../images/everything';
import { Node } from '../node/node';
import { installKyverno } from './kyverno';
import { installPrometheus } from './prometheus';
import { installRollouts } from './rollouts';
import { Sigstore } from './sigstore';
import { buildService } from './smoke/build';
import { applyCommit } from './smoke/gitops';
import { newSecret, pushToRun, startGitServer } from './smoke/push';
import { rollOut } from './smoke/rollout';
import { scanImages } from './smoke/scan';
import { admitSigned, signKeyless } from './smoke/signature';
import { runTask } from './smoke/taskrun';
import { installTekton } from './tekton';
import { startVulnerabilityDatabase } from './vulnerability-database';

/** Installs every engine on a node and lets each do its work once; prints the times. */
export async function rehearseEngines(): Promise<void> {
  await timed('programs and images are there', makeEverything);
  const node = await timed('the node is ready', () => Node.start());
  try {
    await timed('Tekton is installed', () => installTekton(node));
    await said(() => runTask(node));
    await said(() => buildService(node));
    await timed('Argo Rollouts is installed', () => installRollouts(node));
    await said(() => rollOut(node));
    await timed('Prometheus is installed', () => installPrometheus(node));
    const secret = newSecret();
    const server = await timed('the git server is ready', () => startGitServer(node, secret));
    await said(() => pushToRun(node, server, secret));
    await said(() => applyCommit(node, server));
    await timed('the database of vulnerabilities is served', () => startVulnerabilityDatabase(node));
    await said(() => scanImages(node));
    const sigstore = await timed('Sigstore is ready', () => Sigstore.start(node));
    await said(() => signKeyless(node, sigstore));
    await timed('Kyverno is installed', () => installKyverno(node));
    await said(() => admitSigned(node, sigstore));
  } finally {
    await node.stop();
  }
}

async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  tell(start, step);
  return result;
}

async function said(work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  tell(start, await work());
}

function tell(start: number, step: string): void {
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${step}`);
}
