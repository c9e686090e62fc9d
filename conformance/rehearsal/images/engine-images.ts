import { join } from 'node:path';
import { ROLLOUTS, clusterPrograms, kubernetesPrograms } from '../../kubernetes/programs';
import { KYVERNO } from '../../kyverno/command';
import { PROMETHEUS } from '../../monitoring/promtool';
import { programBase, shellBase } from './base';
import { type Image, imageOnce } from '../node/image';
import { PIPELINES, TRIGGERS, kyvernoPrograms, prometheusProgram, tektonPrograms } from './programs';

/** The images of everything that runs in the cluster besides the service and its pipeline. */
export interface EngineImages {
  /** By import path, as the shipped manifests name them behind `ko://`. */
  readonly tekton: ReadonlyMap<string, Image>;
  readonly rollouts: Image;
  readonly kyverno: Image;
  /** What runs before Kyverno in its pod. */
  readonly kyvernoInit: Image;
  readonly prometheus: Image;
  readonly gitServer: Image;
  readonly gitOpsAgent: Image;
}

/** Makes the images once. */
export async function engineImages(): Promise<EngineImages> {
  return {
    tekton: await tektonImages(),
    rollouts: await rolloutsImage(),
    kyverno: await kyvernoImage('kyverno'),
    kyvernoInit: await kyvernoImage('kyverno-init'),
    prometheus: await prometheusImage(),
    gitServer: await gitServerImage(),
    gitOpsAgent: await gitOpsAgentImage(),
  };
}

async function tektonImages(): Promise<ReadonlyMap<string, Image>> {
  const base = await programBase();
  const images = new Map<string, Image>();
  for (const { project, name, path } of await tektonPrograms()) {
    const program = join('ko-app', name);
    const version = project === 'pipeline' ? PIPELINES : TRIGGERS;
    const recipe = { layers: [...base, { files: { [program]: path } }], entrypoint: [`/${program}`] };
    const image = await imageOnce({ name: `tekton/${project}-${name}:v${version}`, ...recipe });
    images.set(`github.com/tektoncd/${project}/cmd/${name}`, image);
  }
  return images;
}

async function rolloutsImage(): Promise<Image> {
  const { rolloutsController } = await clusterPrograms();
  const layers = [...(await programBase()), { files: { 'bin/rollouts-controller': rolloutsController } }];
  return imageOnce({ name: `argoproj/argo-rollouts:v${ROLLOUTS}`, layers, entrypoint: ['/bin/rollouts-controller'] });
}

async function kyvernoImage(program: 'kyverno' | 'kyverno-init'): Promise<Image> {
  const path = (await kyvernoPrograms())[program];
  const layers = [...(await programBase()), { files: { [`ko-app/${program}`]: path } }];
  // What it learns of roots of trust lies below the home, where the shipped manifest mounts the volume /.sigstore.
  const env = { HOME: '/' };
  return imageOnce({ name: `kyverno/${program}:v${KYVERNO}`, layers, entrypoint: [`/ko-app/${program}`], env });
}

async function prometheusImage(): Promise<Image> {
  const layers = [...(await programBase()), { files: { 'bin/prometheus': await prometheusProgram() } }];
  return imageOnce({
    name: `prometheus/prometheus:v${PROMETHEUS}`,
    layers,
    entrypoint: ['/bin/prometheus'],
    user: 65534,
  });
}

async function gitServerImage(): Promise<Image> {
  const layers = await shellBase('git-server', ['git', 'openssh-server', 'openssl', 'curl']);
  const program = { 'usr/local/bin/serve': join(__dirname, 'git-server', 'serve.sh') };
  const hook = { 'usr/share/git-core/templates/hooks/post-receive': join(__dirname, 'git-server', 'post-receive.sh') };
  return imageOnce({
    name: 'rehearsal/git-server:1',
    layers: [...layers, { files: { ...program, ...hook } }],
    entrypoint: ['/bin/sh', '/usr/local/bin/serve'],
    user: 0,
  });
}

async function gitOpsAgentImage(): Promise<Image> {
  const layers = await shellBase('git', ['git', 'openssh-client']);
  const script = { 'usr/local/bin/apply': join(__dirname, 'apply-loop', 'apply.sh') };
  const kubectl = { 'usr/local/bin/kubectl': join(await kubernetesPrograms(), 'kubectl') };
  return imageOnce({
    name: 'rehearsal/gitops-agent:1',
    layers: [...layers, { files: { ...script, ...kubectl } }],
    entrypoint: ['/bin/sh', '/usr/local/bin/apply'],
  });
}
