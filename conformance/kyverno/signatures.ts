import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ImageRepository, Platform, PredicateType, SigningIdentity } from '../../lib/model';
import { ImageTrustPolicy, Namespaces, SigstoreRoots } from '../../lib/systems/kyverno';
import { brokenInput, type Engine, type Ruling } from '../engine';
import { type KubernetesObject } from '../output';
import { KYVERNO, KyvernoCommand } from './command';
import { COSIGN, SigningRegistry } from './registry';
import { type Images, podOf, rolloutOf } from './workloads';

const PATH = 'acme/order-service';

/** What really lets an image in: signatures by cosign, judged by Kyverno's command under slipway's own policies. */
export const kyvernoSignatures: Engine = {
  name: 'kyverno-signatures',
  version: `${KYVERNO}, cosign ${COSIGN}`,
  async *rulings() {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-signatures-'));
    const command = await KyvernoCommand.build(folder);
    const registry = await SigningRegistry.start(folder);
    try {
      const images = await makeImages(registry, folder);
      const trust = policiesFor(registry, folder, []);
      const trustWithSbom = policiesFor(registry, folder, [PredicateType.spdx]);
      yield await ruleOn(command, 'pods', trust.pods, casesOf(images), podOf);
      yield await ruleOn(command, 'ephemeral containers', trust.ephemeral, ephemeralCasesOf(images), podOf);
      yield await ruleOn(command, 'Rollouts', trust.rollouts, casesOf(images), rolloutOf);
      yield await ruleOn(command, 'pods, an SBOM required', trustWithSbom.pods, sbomCasesOf(images), podOf);
      const mistaken = [{ name: 'unsigned', lets: true, images: { containers: [images.unsigned] } }];
      const { refusals } = await ruleOn(command, '', trust.pods, mistaken, podOf);
      yield brokenInput('an unsigned image that is said to pass', 'unsigned: expected pass, got fail', refusals);
    } finally {
      await registry.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A workload, and whether its images are trusted. */
export interface Case {
  readonly name: string;
  readonly lets: boolean;
  readonly images: Images;
}

type Pushed = Awaited<ReturnType<typeof makeImages>>;

async function makeImages(registry: SigningRegistry, folder: string) {
  await registry.makeKey('ours');
  await registry.makeKey('theirs');
  const sbom = join(folder, 'sbom.json');
  writeFileSync(sbom, JSON.stringify({ spdxVersion: 'SPDX-2.3', name: 'order-service' }));
  const push = async (tag: string) => `${registry.host}/${PATH}@${await registry.push(PATH, tag)}`;

  const [signed, unsigned, byOthers, byBoth, legacy] = [
    await push('signed'),
    await push('unsigned'),
    await push('by-others'),
    await push('by-both'),
    await push('legacy'),
  ];
  const [listed, listedAlone, listedByOthers] = [await push('listed'), await push('alone'), await push('not-ours')];
  for (const image of [signed, byBoth, listed, listedByOthers]) await registry.sign(image, 'ours');
  for (const image of [byOthers, byBoth]) await registry.sign(image, 'theirs');
  await registry.sign(legacy, 'ours', 'legacy');
  const type = PredicateType.spdx.cosignType;
  for (const image of [listed, listedAlone]) await registry.attest(image, 'ours', type, sbom);
  await registry.attest(listedByOthers, 'theirs', type, sbom);
  const elsewhere = `${registry.host}/acme/other@${await registry.push('acme/other', 'unsigned')}`;
  const tag = `${registry.host}/${PATH}:signed`;
  return { signed, unsigned, byOthers, byBoth, legacy, listed, listedAlone, listedByOthers, elsewhere, tag };
}

function casesOf(images: Pushed): readonly Case[] {
  const one = (name: string, lets: boolean, image: string): Case => ({ name, lets, images: { containers: [image] } });
  const { signed, unsigned } = images;
  return [
    one('signed', true, signed),
    one('unsigned', false, unsigned),
    one('signed-by-others', false, images.byOthers),
    one('signed-by-others-too', true, images.byBoth),
    // The statement that the policy asks for is only in a bundle.
    one('signed-the-old-way', false, images.legacy),
    one('a-tag-of-the-signed', false, images.tag),
    one('sbom-and-no-signature', false, images.listedAlone),
    one('another-repository', true, images.elsewhere),
    { name: 'two-signed', lets: true, images: { containers: [signed, images.byBoth] } },
    { name: 'one-of-two-signed', lets: false, images: { containers: [signed, unsigned] } },
    { name: 'init-signed', lets: true, images: { containers: [signed], initContainers: [images.byBoth] } },
    { name: 'init-unsigned', lets: false, images: { containers: [signed], initContainers: [unsigned] } },
  ];
}

function ephemeralCasesOf({ signed, byBoth, unsigned }: Pushed): readonly Case[] {
  return [
    { name: 'debug-signed', lets: true, images: { containers: [signed], ephemeralContainers: [byBoth] } },
    { name: 'debug-unsigned', lets: false, images: { containers: [signed], ephemeralContainers: [unsigned] } },
  ];
}

function sbomCasesOf(images: Pushed): readonly Case[] {
  return [
    { name: 'signed-with-sbom', lets: true, images: { containers: [images.listed] } },
    { name: 'signed-without-sbom', lets: false, images: { containers: [images.signed] } },
    { name: 'sbom-alone', lets: false, images: { containers: [images.listedAlone] } },
    { name: 'sbom-by-others', lets: false, images: { containers: [images.listedByOthers] } },
  ];
}

/** slipway's own policies for the repository and the key `ours`. */
function policiesFor(registry: SigningRegistry, folder: string, requires: readonly PredicateType[]) {
  const chart = new Chart(new App(), 'policies');
  new ImageTrustPolicy(chart, 'trust', {
    name: 'trust',
    images: [ImageRepository.at(`${registry.host}/${PATH}`)],
    trusts: [SigningIdentity.key(readFileSync(join(folder, 'ours.pub'), 'utf8'))],
    namespaces: Namespaces.allExcept('kube-system'),
    platform: Platform.of({}),
    roots: SigstoreRoots.keysOnly,
    requires,
  });
  const rendered = (chart.toJson() as KubernetesObject[]).map((object) => JSON.stringify(object));
  const find = (name: string) => rendered.find((text) => text.includes(`"metadata":{"name":"${name}"}`)) ?? '';
  // The command never asks about a part of a resource, so the policy for `kubectl debug` judges whole pods here.
  const ephemeral = find('trust-ephemeral').replace('pods/ephemeralcontainers', 'pods').replace('"UPDATE"', '"CREATE"');
  return { pods: find('trust'), rollouts: find('trust-rollouts'), ephemeral };
}

export async function ruleOn(
  command: KyvernoCommand,
  what: string,
  policy: string,
  cases: readonly Case[],
  workload: (name: string, images: Images) => KubernetesObject,
): Promise<Ruling> {
  const verdicts = await command.verdicts(
    policy,
    cases.map(({ name, images }) => workload(name, images)),
  );
  const refusals = cases.flatMap(({ name, lets }) => {
    const [expected, got] = [lets ? 'pass' : 'fail', verdicts.get(name) ?? 'no answer'];
    return got === expected ? [] : [`${name}: expected ${expected}, got ${got}`];
  });
  return { judged: `${String(cases.length)} signed and unsigned ${what}`, refusals };
}
