import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NON_ROOT } from '../../../lib/systems/tekton';
import { type Finished } from '../../command';
import { loaded } from '../images/reference';
import { imageOnce } from '../node/image';
import { PLACE, REPOSITORY_IDS } from '../program';
import { type Built } from './build-act';
import { attackRole } from './role-attacks';
import { type Run, follow, outcomeOf, pipelineRuns, reasonOf } from './runs';
import { LISTENER, type Stage, WEBHOOK_SECRET } from './stage';

/** Everything that must not come in, each by a way of its own. Needs a version that is signed and released. */
export async function attack(stage: Stage, released: Built): Promise<void> {
  await attackByPods(stage, released);
  await attackByOtherSigners(stage);
  await attackByWebhook(stage);
  await attackRole(stage.recorder);
}

const IMAGES = 'ImageValidatingPolicy order-service-images';
const REGISTRIES = 'ValidatingPolicy order-service-registries';
const LIMITS = 'ValidatingPolicy order-service-limits';

async function attackByPods(stage: Stage, { digest, commit }: Built): Promise<void> {
  const address = `${stage.facts.registry}/acme/order-service`;
  const unsigned = await imageOfNobody(stage, 'unsigned');
  const foreign = stage.facts.bases.runtime;
  await tries(stage, 'an image that nobody signed', IMAGES, pod(unsigned));
  await tries(stage, 'the released image by its tag', IMAGES, pod(`${address}:sha-${commit}`));
  await tries(stage, 'an image of another repository', REGISTRIES, pod(foreign));
  await tries(stage, 'a Rollout made by hand, of an unsigned image', `${IMAGES}-rollouts`, rollout(unsigned));
  const greedy = pod(`${address}@${digest}`, {});
  await tries(stage, 'a pod that asks for nothing and limits nothing', LIMITS, greedy);
  await debugs(stage, unsigned);
}

/** The image is not the same as that of any build, and lies where those lie. */
async function imageOfNobody({ node, facts }: Stage, tag: string): Promise<string> {
  const image = await imageOnce({
    name: `acme/order-service:${tag}`,
    layers: [{ files: { [tag]: join(__dirname, '..', 'service', 'release.json') } }],
    entrypoint: [`/${tag}`],
  });
  loaded(node, image);
  return `${facts.registry}/acme/order-service@${image.digest}`;
}

/** Somebody who may create what they like in the namespace of the service creates it. */
async function tries(stage: Stage, name: string, control: string, object: object): Promise<void> {
  const create = ['create', '--dry-run=server', '--namespace', PLACE.production, '--filename', '-'];
  judge(stage, name, control, await stage.node.tryKubectl(create, { input: JSON.stringify(object) }));
}

function judge({ recorder }: Stage, name: string, control: string, { code, stdout, stderr }: Finished): void {
  const said = (code === 0 ? stdout : stderr).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  const [policy = ''] = control.split(' ').slice(1);
  recorder.attack({ name, control, denied: code !== 0 && said.includes(policy), said });
}

async function debugs(stage: Stage, image: string): Promise<void> {
  const { node } = stage;
  const pods = ['get', 'pods', '--namespace', PLACE.production, '--output', 'jsonpath={.items[0].metadata.name}'];
  const target = await node.kubectl(pods);
  const debug = ['debug', target, '--namespace', PLACE.production, '--image', image, '--profile', 'restricted'];
  const finished = await node.tryKubectl([...debug, '--attach=false', '--', '/unsigned']);
  judge(stage, 'an unsigned image beside a running one, by kubectl debug', `${IMAGES}-ephemeral`, finished);
}

const RESOURCES = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } };

function pod(image: string, resources: object = RESOURCES): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stranger' }, spec: podSpec(image, resources) };
}

function podSpec(image: string, resources: object): object {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{ name: 'program', image, resources, securityContext }],
  };
}

function rollout(image: string): object {
  const labels = { app: 'stranger' };
  const template = { metadata: { labels }, spec: podSpec(image, RESOURCES) };
  const spec = { replicas: 1, selector: { matchLabels: labels }, template, strategy: { canary: {} } };
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'stranger' }, spec };
}

/** Whoever can start tasks in the namespace of the build signs as the account that they are given. */
async function attackByOtherSigners(stage: Stage): Promise<void> {
  const byBuild = await imageOfNobody(stage, 'signed-by-build');
  await runTask(stage, 'sign-image', 'order-service-build', byBuild);
  await tries(stage, 'an image that the account of the build signed', IMAGES, pod(byBuild));
  const described = await imageOfNobody(stage, 'described');
  await runTask(stage, 'attest-image', 'order-service-sign', described);
  await tries(stage, 'a bill of materials by the right signer, and no signature', IMAGES, pod(described));
}

async function runTask(stage: Stage, task: string, serviceAccountName: string, image: string): Promise<void> {
  const reports = task === 'attest-image';
  const name = `${task}-by-hand`;
  const registry = {
    name: 'registry',
    secret: { secretName: 'registry', items: [{ key: '.dockerconfigjson', path: 'config.json' }] },
  };
  const bill = { name: 'reports', configMap: { name: 'bill' } };
  if (reports) await stage.node.apply(JSON.stringify(billOfNothing()));
  const names = ['registry', ...(reports ? ['reports'] : [])];
  const params = [{ name: 'image', value: image }];
  const run = {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { name, namespace: PLACE.ci },
    spec: {
      params,
      workspaces: [registry, ...(reports ? [bill] : [])],
      taskRunTemplate: { serviceAccountName, podTemplate: { securityContext: { fsGroup: NON_ROOT } } },
      pipelineSpec: {
        params: [{ name: 'image' }],
        workspaces: names.map((one) => ({ name: one })),
        tasks: [
          {
            name: 'task',
            taskRef: { name: task },
            params: [{ name: 'image', value: '$(params.image)' }],
            workspaces: names.map((one) => ({ name: one, workspace: one })),
          },
        ],
      },
    },
  };
  await stage.node.apply(JSON.stringify(run));
  const ended: Run = await follow(stage, name);
  if (outcomeOf(ended)?.status !== 'True') throw new Error(`${name}: ${await reasonOf(stage, ended)}`);
}

function billOfNothing(): object {
  const document = { spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'nothing', packages: [] };
  const data = { 'sbom.spdx.json': JSON.stringify(document) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'bill', namespace: PLACE.ci }, data };
}

/** The listener answers 202 whatever it thinks: only the runs that there are tell. */
async function attackByWebhook(stage: Stage): Promise<void> {
  const event = { ref: 'refs/heads/main', after: 'a'.repeat(40), before: 'b'.repeat(40), deleted: false };
  const repository = { id: REPOSITORY_IDS.source, full_name: 'acme/order-service' };
  const calls = 'interceptor github of EventListener order-service';
  const filter = 'interceptor cel of EventListener order-service';
  await posts(stage, 'a webhook with a wrong signature', calls, { ...event, repository }, 'another secret');
  await posts(stage, 'a push that deletes the branch', filter, { ...event, repository, deleted: true });
  await posts(stage, 'a push to another branch', filter, { ...event, repository, ref: 'refs/heads/feature' });
  await posts(stage, 'a push to another repository with the same secret', filter, {
    ...event,
    repository: { ...repository, id: REPOSITORY_IDS.source + 1 },
  });
}

async function posts(
  stage: Stage,
  name: string,
  control: string,
  event: object,
  secret = WEBHOOK_SECRET,
): Promise<void> {
  const before = (await pipelineRuns(stage)).length;
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${signature}`,
  };
  const { status } = await stage.node.request({ method: 'POST', url: LISTENER, headers, body });
  await wait(3000);
  const made = (await pipelineRuns(stage)).length - before;
  const said = `answered ${String(status)}, and made ${made === 0 ? 'no run' : `${String(made)} runs`}`;
  stage.recorder.attack({ name, control, denied: made === 0, said });
}
