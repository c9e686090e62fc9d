import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KYVERNO } from '../../kyverno/command';
import { engineImages } from '../images/engine-images';
import { sourceOf } from '../images/programs';
import { loaded } from '../images/reference';
import { type Node } from '../node/node';
import { applyShipped, documentsOf, replaced, untilAvailable } from './shipped';

const NAMESPACE = 'kyverno';

/** What the shipped manifests also hold and nothing here needs: reports, cleaning up, and mutation of what is there. */
const OTHERS = /^kyverno-(background|cleanup|reports)-controller$/;

/**
 * Installs Kyverno's admission controller as its module ships it, with its roles; only images and version are replaced,
 * and the Deployments of its three other controllers left out. Ready when its webhooks are there.
 */
export async function installKyverno(node: Node): Promise<void> {
  const { kyverno, kyvernoInit } = await engineImages();
  const module = join(__dirname, '..', '..', 'kyverno', 'program');
  const folder = join(await sourceOf('github.com/kyverno/kyverno', module), 'config');
  const shipped = documentsOf(readFileSync(join(folder, 'install-latest-testing.yaml'), 'utf8'));
  const needed = shipped.filter(({ kind, name }) => kind !== 'Deployment' || !OTHERS.test(name));
  const by = new Map([
    ['reg.kyverno.io/kyverno/kyverno:latest', loaded(node, kyverno)],
    ['reg.kyverno.io/kyverno/kyvernopre:latest', loaded(node, kyvernoInit)],
    ['app.kubernetes.io/version: latest', `app.kubernetes.io/version: v${KYVERNO}`],
  ]);
  await applyShipped(node, replaced(needed, by), NAMESPACE);
  await untilAvailable(node, NAMESPACE);
  await untilJudging(node);
}

/** It registers its webhooks some time after it says that it is ready. */
async function untilJudging(node: Node): Promise<void> {
  const deadline = performance.now() + 120_000;
  const webhooks = [
    'get',
    'validatingwebhookconfigurations',
    '--selector',
    'webhook.kyverno.io/managed-by=kyverno',
    '-o',
    'name',
  ];
  while ((await node.kubectl(webhooks)).trim() === '') {
    if (performance.now() > deadline) throw new Error('Kyverno is ready and has no webhooks');
    await wait(500);
  }
}
