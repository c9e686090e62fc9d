export { GitHubPushTrigger, type GitHubPushTriggerProps } from './github-push-trigger';
export { GIT_AUTH_SECRET, type PipelinesAsCodeEvent } from './pipelines-as-code-event';
export {
  PipelinesAsCodeRepository,
  type PipelinesAsCodeRepositoryProps,
  type SecretKey,
} from './pipelines-as-code-repository';
export { PipelinesAsCodeRun, type PipelinesAsCodeRunProps } from './pipelines-as-code-run';
export { type PushEvent } from './push-event';
export { type ParamsFrom, type TriggeredRunProps } from './triggered-run';
