import { type Applied } from '../engines/gitops-agent';
import { until } from './cluster';
import { type Stage } from './stage';

/** The file in which the promoter of an environment writes the image of the order-service. */
export function promotedFile(environment: string): string {
  return `promoted/${environment}/order-service/kustomization.yaml`;
}

/** An environment's file as its promoter left it when it brought an image, and the commit that did. */
export async function broughtBy(
  { gitops }: Stage,
  environment: string,
  digest: string,
): Promise<{ readonly commit: string; readonly text: string }> {
  await gitops.pull();
  const file = promotedFile(environment);
  const log = await gitops.git(['log', '--reverse', '--format=%H', `-S${digest}`, '--', file]);
  const [commit = ''] = log.trim().split('\n');
  return { commit, text: await gitops.git(['show', `${commit}:${file}`]) };
}

/** Somebody lets an environment run again what it once ran; returns the commit. */
export async function takeBack(stage: Stage, environment: string, digest: string): Promise<string> {
  const { gitops, recorder } = stage;
  const brought = await broughtBy(stage, environment, digest);
  const message = `Run in ${environment} again what ${brought.commit} brought`;
  const commit = await gitops.commit(message, { [promotedFile(environment)]: brought.text });
  await gitops.push();
  recorder.event('somebody', `took ${environment} back to ${brought.commit.slice(0, 12)}`, { digest });
  return commit;
}

/** Waits until the agent has done with a folder at a commit what `which` looks for. */
export function untilApplied(
  { agent }: Stage,
  { folder, commit, which }: { folder: string; commit: string; which: (one: Applied) => boolean },
): Promise<Applied> {
  return until(`the agent at ${folder} of ${commit.slice(0, 12)}`, 120, async () =>
    (await agent.applied()).find((one) => one.folder === folder && one.commit === commit && which(one)),
  );
}
