import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PromoteImage } from '../../../../lib/systems/tekton/tasks';
import { newFolder } from '../../../folder';
import { type GitopsServer } from './gitops-server';
import { gitops, repository, type RenderedStep, stepOf, taskOf } from './rendered';
import { runStep, type StepRun, type StepValues } from './step-run';

export const COMMIT = '7c5e2f3b9a1d4e6f8091a2b3c4d5e6f708192a3b';
export const DIGEST = `sha256:${'a'.repeat(64)}`;

export interface PromotionParams {
  readonly image: string;
  readonly commit: string;
  readonly time: string;
  readonly run: string;
}

/** Promotes for real: the script of the step, git, and a server. */
export function promote(
  server: GitopsServer,
  params: Partial<PromotionParams> = {},
  checkout?: string,
): Promise<StepRun> {
  return runStep(recordStep({}), values(server, params, checkout));
}

export function values(server: GitopsServer, params: Partial<PromotionParams> = {}, checkout?: string): StepValues {
  const key = newFolder();
  writeFileSync(join(key, 'id_rsa'), 'the key\n');
  writeFileSync(join(key, 'known_hosts'), 'github.com ssh-ed25519 AAAA\n');
  return {
    params: { image: `${repository.address}@${DIGEST}`, commit: COMMIT, time: '', run: 'ci-x7k2p', ...params },
    workspaces: { git: key, ...(checkout === undefined ? {} : { source: checkout }) },
    programs: server.programs,
  };
}

/** The step that writes to the GitOps repository. */
export function recordStep(props: Partial<ConstructorParameters<typeof PromoteImage>[2]>): RenderedStep {
  const { service = 'order-service', environment = 'staging' } = props;
  const promotion = { service, environment, repository, gitops, folder: `promoted/${environment}/${service}` };
  const task = taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, ...props, auth: undefined }));
  return stepOf(task, 'record');
}
