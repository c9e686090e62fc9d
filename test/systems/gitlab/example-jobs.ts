import { Duration, GitLabProject, GitLabRef, PinnedImage } from '../../../lib/model';
import {
  Condition,
  GitLabJob,
  type GitLabJobProps,
  GitLabPipeline,
  type GitLabPipelineProps,
  JobRule,
  Workflow,
} from '../../../lib/systems/gitlab';
import { plainSh } from '../../../lib/tools';
import { root } from './rendered';

export const PROJECT = GitLabProject.of('acme/shop/api', { id: 42 });
export const IMAGE = PinnedImage.of(`registry.example.com/ci:1@sha256:${'ab'.repeat(32)}`);
export const MAIN = GitLabRef.branch('main');
export const PROPS: GitLabJobProps = { image: IMAGE, timeout: Duration.minutes(5), script: plainSh`make` };
export const ON_MAIN = [JobRule.when(Condition.onRef(MAIN))];

export function pipeline(props: Partial<GitLabPipelineProps>): GitLabPipeline {
  const all = { project: PROJECT, workflow: Workflow.mergeRequestsAnd(MAIN), jobs: [job('test')], ...props };
  return new GitLabPipeline(root(), 'ci', all);
}

export function job<O extends string = string>(name: string, props: Partial<GitLabJobProps<O>> = {}): GitLabJob<O> {
  return new GitLabJob<O>(name, { image: IMAGE, timeout: Duration.minutes(5), script: plainSh`make`, ...props });
}
