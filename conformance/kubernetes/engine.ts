import { join } from 'node:path';
import { outputOf } from '../app';
import { type Broken, brokenIn } from '../broken';
import { brokenInput, counted, type Engine, type Ruling } from '../engine';
import { groupOf, type Manifest, type Output, placeOf, readManifests } from '../output';
import { ApiServer } from './api-server';
import { defineKinds } from './custom-resources';
import { podsOf } from './pods';
import { KUBERNETES } from './programs';
import { Submission } from './submission';

const TESTDATA = join(__dirname, 'testdata');
const ROOMS = join(__dirname, 'every-room.ts');

/** The API server's own judgement: strict decoding, schemas and validation, admission with Pod Security. */
export const kubernetes: Engine = {
  name: 'kubernetes',
  version: KUBERNETES,
  async *rulings(output) {
    yield* outputOf(ROOMS, (rooms) => rulingsOn([output, rooms]));
  },
};

/** The same judgement of other outputs. */
export async function* rulingsOn(outputs: readonly Output[]): AsyncGenerator<Ruling> {
  const server = await ApiServer.start();
  try {
    const broken = brokenIn(TESTDATA);
    const inputs = [...outputs.flatMap(({ manifests }) => manifests), ...broken.flatMap(manifestsOf)];
    await defineKinds(server.api, new Set(inputs.map(groupOf)));
    const submission = new Submission(server.api);
    for (const output of outputs) yield* ruleOnEnvironments(submission, output);
    for (const input of broken) yield await ruleOnInput(submission, input);
  } finally {
    await server.stop();
  }
}

async function* ruleOnEnvironments(submission: Submission, output: Output): AsyncGenerator<Ruling> {
  let judged = 0;
  for (const environment of output.environments) {
    const manifests = output.manifests.filter((manifest) => manifest.environment === environment);
    await submission.makeNamespaces(manifests);
    const refusals: string[] = [];
    for (const manifest of manifests) {
      refusals.push(...(await refusalsOf(submission, manifest)));
      judged += 1;
    }
    yield { judged: `${environment}: ${String(manifests.length)} objects: dry run, strict fields`, refusals };
    yield* rulesOnPods(submission, environment, manifests);
  }
  const refusals = counted(judged, output.manifests.length);
  if (refusals.length > 0) yield { judged: 'count of objects', refusals };
}

async function refusalsOf(submission: Submission, manifest: Manifest): Promise<readonly string[]> {
  const refusals = await submission.judge(manifest);
  // The document was applied a moment ago, with the same strictness of schema.
  const known =
    manifest.object.kind === 'Namespace' ? refusals.filter((text) => !text.endsWith('already exists')) : refusals;
  return known.map((text) => `${placeOf(manifest)}: ${text}`);
}

async function* rulesOnPods(
  submission: Submission,
  environment: string,
  manifests: readonly Manifest[],
): AsyncGenerator<Ruling> {
  const pods = manifests.flatMap((manifest) => podsOf(manifest).map((object) => ({ manifest, object })));
  if (pods.length === 0) return;
  const refusals: string[] = [];
  for (const { manifest, object } of pods) {
    const said = await submission.judge({ object, text: JSON.stringify(object) });
    refusals.push(...said.map((text) => `pod of ${placeOf(manifest)}: ${text}`));
  }
  yield { judged: `${environment}: ${String(pods.length)} pods of workloads: validation, Pod Security`, refusals };
}

async function ruleOnInput(submission: Submission, broken: Broken): Promise<Ruling> {
  const manifests = manifestsOf(broken);
  await submission.makeNamespaces(manifests);
  const refusals: string[] = [];
  for (const manifest of manifests) refusals.push(...(await submission.judge(manifest)));
  return brokenInput(broken.name, broken.expected, refusals);
}

const manifestsOf = ({ path }: Broken): readonly Manifest[] => readManifests(TESTDATA, path);
