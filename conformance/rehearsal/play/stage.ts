import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkout } from '../engines/checkout';
import { GitOpsAgent } from '../engines/gitops-agent';
import { GitServer, type HostedRepository } from '../engines/git-server';
import { installKyverno } from '../engines/kyverno';
import { installPrometheus } from '../engines/prometheus';
import { installRollouts } from '../engines/rollouts';
import { applyShipped, shippedIn } from '../engines/shipped';
import { Sigstore } from '../engines/sigstore';
import { installTekton } from '../engines/tekton';
import { DATABASES, startVulnerabilityDatabase } from '../engines/vulnerability-database';
import { GO_BUILDS } from '../images/go-builds';
import { goBuilderImage } from '../images/go-images';
import { makeEverything } from '../images/everything';
import { loaded } from '../images/reference';
import { TOOL_IMAGES, goRuntimeImage } from '../images/tool-images';
import { Node } from '../node/node';
import { type MachineFacts, PLACE, REPOSITORY_IDS, rehearsalProgram } from '../program';
import { PARTNERS } from './partners';
import { publish } from './publish';
import { type Recorder } from './recorder';

/** What the webhook is signed with: it lives as long as the node. */
export const WEBHOOK_SECRET = 'a secret of one rehearsal';

export const LISTENER = `http://el-order-service.${PLACE.ci}.svc.cluster.local:8080`;

/** Everything that stands before the play begins. */
export interface Stage {
  readonly node: Node;
  readonly git: GitServer;
  readonly source: Checkout;
  readonly gitops: Checkout;
  readonly agent: GitOpsAgent;
  readonly facts: MachineFacts;
  readonly recorder: Recorder;
}

/** Starts a node and all engines in it, synthesizes the delivery for it and applies what a platform team applies. */
export async function setStage(recorder: Recorder): Promise<Stage> {
  await makeEverything();
  recorder.event('the programs', 'are built, and so are their images');
  const node = await Node.start();
  recorder.event('the node', 'is ready');
  try {
    return await deliver(await startEngines(node, recorder), recorder);
  } catch (error) {
    // What went wrong first is what there is to know.
    await node.stop().catch((left: unknown) => {
      recorder.event('the node', String(left));
    });
    throw error;
  }
}

/** A company's servers, and what its delivery has to know of them. */
export interface Engines {
  readonly node: Node;
  readonly git: GitServer;
  readonly sigstore: Sigstore;
  readonly facts: MachineFacts;
}

/** Installs everything that a company runs before its first delivery, all at once. */
export async function startEngines(node: Node, recorder: Recorder): Promise<Engines> {
  const [tools, bases] = [await loadedTools(node), await loadedBases(node)];
  const [git, sigstore] = await Promise.all([
    GitServer.start(node, { repositories: [hosted(), { name: 'acme/gitops' }] }),
    Sigstore.start(node),
    startVulnerabilityDatabase(node),
    ...[installTekton, installRollouts, installKyverno, installPrometheus, defineKinds].map((install) => install(node)),
  ]);
  recorder.event('the engines', 'are ready');
  const tuf = { mirror: sigstore.url, root: sigstore.tufRoot };
  const named = { issuer: node.issuer, registry: node.registry.host, git: git.host };
  const facts = { ...named, tools, goBuilds: GO_BUILDS, bases, tuf, vulnerabilities: DATABASES };
  return { node, git, sigstore, facts };
}

function hosted(): HostedRepository {
  const { source: id, owner: ownerId } = REPOSITORY_IDS;
  return { name: 'acme/order-service', webhook: { url: LISTENER, secret: WEBHOOK_SECRET, id, ownerId } };
}

/** Synthesizes the delivery, lets the cluster have its build, and lets an agent follow the rest. */
export async function deliver({ node, git, sigstore, facts }: Engines, recorder: Recorder): Promise<Stage> {
  const [source, gitops] = [await git.checkout('acme/order-service'), await git.checkout('acme/gitops')];
  await publish(gitops, rehearsalProgram(facts), { message: 'Deliver the order-service' });
  const folders = ['dist/staging', 'dist/production', `${PARTNERS.folder}/${PARTNERS.environment}`];
  const [agent] = await Promise.all([
    GitOpsAgent.start(node, { server: git, repository: 'acme/gitops', folders }),
    applyBuild(node, { git, sigstore, gitops }),
  ]);
  recorder.event('a platform engineer', 'applied the build of the order-service');
  return { node, git, source, gitops, agent, facts, recorder };
}

async function loadedTools(node: Node): Promise<MachineFacts['tools']> {
  const tools: Record<string, string> = {};
  for (const [name, image] of Object.entries(TOOL_IMAGES)) tools[name] = loaded(node, await image());
  return tools;
}

async function loadedBases(node: Node): Promise<MachineFacts['bases']> {
  return { builder: loaded(node, await goBuilderImage()), runtime: loaded(node, await goRuntimeImage()) };
}

interface Made {
  readonly git: GitServer;
  readonly sigstore: Sigstore;
  readonly gitops: Checkout;
}

/** The secrets that the README asks for, and the folder of the build. */
async function applyBuild(node: Node, { git, sigstore, gitops }: Made): Promise<void> {
  const namespace = PLACE.ci;
  const named = (name: string): object => ({ name, namespace });
  const items = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    git.deployKey('source-key', namespace),
    git.deployKey('gitops-key', namespace),
    { apiVersion: 'v1', kind: 'Secret', metadata: named('github-webhook'), stringData: { token: WEBHOOK_SECRET } },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/dockerconfigjson',
      metadata: named('registry'),
      stringData: { '.dockerconfigjson': '{"auths":{}}' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: named(PLACE.authorities),
      data: { 'ca-bundle.crt': readFileSync(node.authority, 'utf8') },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: named(PLACE.sigstore),
      data: { 'signing_config.json': sigstore.signingConfig, 'trusted_root.json': sigstore.trustedRoot },
    },
  ];
  await node.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await applyPipelines(node, gitops);
  await node.kubectl([
    ...['wait', 'eventlistener/order-service', '--namespace', namespace],
    ...['--for=condition=Available', '--timeout=120s'],
  ]);
}

/** Applies the folder of the build as it was synthesized last. */
export async function applyPipelines(node: Node, gitops: Checkout): Promise<void> {
  const folder = join(gitops.folder, 'dist', 'ci');
  await node.kubectl(['apply', '--server-side', '--force-conflicts', '--kustomize', folder]);
}

/** The kinds of a Gateway and of the Prometheus Operator, of which nothing runs here. */
async function defineKinds(node: Node): Promise<void> {
  const crds = join(__dirname, '..', '..', '..', 'crds');
  const kinds = ['gateway-api', 'prometheus-operator'].flatMap((group) => shippedIn(join(crds, group)));
  await applyShipped(node, kinds, 'default');
}
