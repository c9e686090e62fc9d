import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ImageDigest } from '../../../lib';
import { PLACE } from '../program';
import { list, type Thing, until } from './cluster';
import { follow, outcomeOf, pipelineRuns, reasonOf, resultOf, type Run } from './runs';
import { type Stage } from './stage';

/** What a developer releases. */
export interface Release {
  readonly version: number;
  /** The share of requests that it fails. */
  readonly errorRate: number;
}

/** A version that has become an image. */
export interface Built {
  readonly commit: string;
  readonly digest: string;
  readonly run: string;
}

const SERVICE = join(__dirname, '..', 'service');

/** A developer pushes a version; it ends with the promotion to staging. */
export async function build(stage: Stage, release: Release): Promise<Built> {
  const { built, run } = await buildAsAnybody(stage, release);
  await checkAccounts(stage, run);
  return built;
}

/** The same, whichever accounts its tasks run as. */
export async function buildAsAnybody(
  stage: Stage,
  release: Release,
): Promise<{ readonly built: Built; readonly run: Run }> {
  const { recorder } = stage;
  const { commit, name } = await startRun(stage, release);
  const run = await follow(stage, name);
  const outcome = outcomeOf(run);
  if (outcome?.status !== 'True') throw new Error(`the run ${name}: ${await reasonOf(stage, run)}`);
  recorder.check('the pipeline run', `${outcome.reason}: ${outcome.message}`, true);
  const built = { commit, digest: resultOf(run, 'IMAGE_DIGEST'), run: name };
  recorder.check('the image', `${resultOf(run, 'IMAGE_URL')}@${built.digest}`, ImageDigest.isDigest(built.digest));
  return { built, run };
}

/** A developer pushes a version; it ends with the run that the listener makes for it. */
export async function startRun(
  stage: Stage,
  release: Release,
): Promise<{ readonly commit: string; readonly name: string }> {
  const before = new Set((await pipelineRuns(stage)).map(({ metadata }) => metadata.name));
  const commit = await push(stage, release);
  const started = await until('a run for the push', 30, async () =>
    (await pipelineRuns(stage)).find(({ metadata }) => !before.has(metadata.name)),
  );
  const { name } = started.metadata;
  stage.recorder.event('el-order-service', `made the run ${name} for ${commit.slice(0, 12)}`);
  return { commit, name };
}

async function push({ source, recorder }: Stage, release: Release): Promise<string> {
  cpSync(SERVICE, source.folder, { recursive: true });
  const files = { 'release.json': `${JSON.stringify(release)}\n` };
  const commit = await source.commit(`Release version ${String(release.version)}`, files);
  const answer = await source.push();
  recorder.event('a developer', `pushed version ${String(release.version)} as ${commit.slice(0, 12)}`);
  recorder.check('the webhook', answer.trim().split('\n')[0] ?? '', /"eventListener":"order-service"/.test(answer));
  return commit;
}

interface TaskPod extends Thing {
  readonly spec: { readonly serviceAccountName: string };
}

/** Each task ran as the account of its own work, in a namespace that is under Pod Security. */
async function checkAccounts({ node, recorder }: Stage, run: Run): Promise<void> {
  const selector = `labelSelector=tekton.dev/pipelineRun=${run.metadata.name}`;
  const pods = await list<TaskPod>(node, `/api/v1/namespaces/${PLACE.ci}/pods?${selector}`);
  const accounts = Object.fromEntries(
    pods.flatMap(({ metadata, spec }) => {
      const task = metadata.labels?.['tekton.dev/pipelineTask'];
      return task === undefined || task === '' ? [] : [[task, spec.serviceAccountName]];
    }),
  );
  const expected: Readonly<Record<string, string>> = {
    ...{ clone: 'test', test: 'test', lint: 'test', build: 'build', scan: 'build', sbom: 'build' },
    ...{ sign: 'sign', attest: 'sign', promote: 'promote' },
  };
  const wrong = Object.entries(expected).filter(([task, work]) => accounts[task] !== `order-service-${work}`);
  recorder.check(
    'the accounts of the tasks',
    wrong.length === 0 ? Object.keys(accounts).join(', ') : JSON.stringify(accounts),
    wrong.length === 0,
  );
  const namespaces = await list<Thing>(node, `/api/v1/namespaces?fieldSelector=metadata.name=${PLACE.ci}`);
  const level = namespaces[0]?.metadata.labels?.['pod-security.kubernetes.io/enforce'] ?? 'none';
  recorder.check('Pod Security of the build', level, level === 'baseline');
}
