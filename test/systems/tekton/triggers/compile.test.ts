import { App, Chart } from 'cdk8s';
import { Param, Pipeline, Task, Workspace, WorkspaceSource } from '../../../../lib/systems/tekton';
import { GitHubPushTrigger, PipelinesAsCodeRun } from '../../../../lib/systems/tekton/triggers';
import { source } from '../tasks/rendered';

// What must not compile where a trigger starts a pipeline. `npm run typecheck` fails when one of these programs is
// accepted; none of them runs. Each stands beside a program that does compile and differs from it in one thing.

const chart = new Chart(new App(), 'ci', { namespace: 'ci' });
const pipelines = () => {
  const task = new Task(chart, 'task', { name: 'task', steps: () => [] });
  const tasks = () => ({ tasks: [task.run('task', {})] });
  const pipeline = new Pipeline(chart, 'ci', {
    name: 'ci',
    params: { url: Param.string(), revision: Param.string(), stage: Param.string({ default: 'staging' }) },
    workspaces: { source: Workspace.required(), key: Workspace.credentials({ need: 'optional' }) },
    tasks,
  });
  const withDigest = new Pipeline(chart, 'digest', { name: 'digest', params: { digest: Param.digest() }, tasks });
  return { pipeline, withDigest };
};
const workspaces = { source: WorkspaceSource.claimTemplate({ size: '1Gi' }) };
const run = { serviceAccountName: 'builder', workspaces };
const on = { name: 'ci', repository: source, branch: 'main', webhookSecret: { name: 'webhook', key: 'secret' } };

export const push = () => {
  const { pipeline, withDigest } = pipelines();
  new GitHubPushTrigger(chart, 'a', {
    ...on,
    pipeline,
    run,
    map: (event) => ({ url: event.repository.clone_url, revision: event.after }),
  });
  new GitHubPushTrigger(chart, 'b', {
    ...on,
    pipeline,
    run: { ...run, workspaces: { ...workspaces, key: WorkspaceSource.sshKey('key') } },
    map: (event) => ({ url: 'https://git.example/x', revision: event.head_commit.id, stage: 'production' }),
  });
  new GitHubPushTrigger(chart, 'c', {
    ...on,
    pipeline,
    run,
    // @ts-expect-error revision is required
    map: (event) => ({ url: event.repository.clone_url }),
  });
  new GitHubPushTrigger(chart, 'd', {
    ...on,
    pipeline,
    run,
    // @ts-expect-error the pipeline has no such param
    map: (event) => ({ url: event.repository.clone_url, revision: event.after, branch: event.ref }),
  });
  new GitHubPushTrigger(chart, 'e', {
    ...on,
    pipeline,
    run,
    // @ts-expect-error a push has no such value
    map: (event) => ({ url: event.repository.clone_url, revision: event.head_commit.sha }),
  });
  new GitHubPushTrigger(chart, 'f', {
    ...on,
    pipeline,
    run,
    // @ts-expect-error anyone may write a commit message
    map: (event) => ({ url: event.repository.clone_url, revision: event.head_commit.message }),
  });
  new GitHubPushTrigger(chart, 'g', {
    ...on,
    pipeline,
    run,
    // @ts-expect-error a list is no text
    map: (event) => ({ url: event.repository.clone_url, revision: [event.after] }),
  });
  new GitHubPushTrigger(chart, 'h', {
    ...on,
    pipeline: withDigest,
    run: { serviceAccountName: 'builder' },
    // @ts-expect-error what an event brings is no digest
    map: (event) => ({ digest: event.after }),
  });
  new GitHubPushTrigger(chart, 'i', {
    ...on,
    pipeline,
    // @ts-expect-error the source must be bound
    run: { serviceAccountName: 'builder' },
    map: (event) => ({ url: event.repository.clone_url, revision: event.after }),
  });
  new GitHubPushTrigger(chart, 'j', {
    ...on,
    pipeline,
    // @ts-expect-error a Secret is no place for files
    run: { serviceAccountName: 'builder', workspaces: { source: WorkspaceSource.secret('x') } },
    map: (event) => ({ url: event.repository.clone_url, revision: event.after }),
  });
  const { webhookSecret, ...open } = on;
  // @ts-expect-error without a secret anyone could start runs
  new GitHubPushTrigger(chart, 'k', {
    ...open,
    pipeline,
    run,
    map: (event) => ({ url: event.repository.clone_url, revision: event.after }),
  });
  return webhookSecret;
};

export const asCode = () => {
  const { pipeline } = pipelines();
  new PipelinesAsCodeRun({
    pipeline,
    branch: 'main',
    run,
    map: (event) => ({ url: event.repo_url, revision: event.revision }),
  });
  new PipelinesAsCodeRun({
    pipeline,
    branch: 'main',
    run,
    // @ts-expect-error revision is required
    map: (event) => ({ url: event.repo_url }),
  });
  new PipelinesAsCodeRun({
    pipeline,
    branch: 'main',
    run,
    // @ts-expect-error Pipelines-as-Code does not tell this
    map: (event) => ({ url: event.repo_url, revision: event.commit }),
  });
};

test('is checked by the compiler', () => {
  expect([push, asCode]).toHaveLength(2);
});
