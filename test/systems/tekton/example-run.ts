import { Duration } from '../../../lib/model';
import {
  Param,
  Pipeline,
  type PipelineRunProps,
  Step,
  Task,
  Workspace,
  WorkspaceSource,
} from '../../../lib/systems/tekton';
import { type chartOf, clone, image } from './example-tasks';

const PARAMS = { url: Param.string(), revision: Param.string({ default: 'main' }) };
const WORKSPACES = {
  files: Workspace.required(),
  cache: Workspace.optional(),
  ssh: Workspace.credentials(),
  settings: Workspace.config({ need: 'optional' }),
};
export type Run = PipelineRunProps<typeof PARAMS, typeof WORKSPACES>;

const pipelineIn = (chart: ReturnType<typeof chartOf>) => {
  const test = new Task(chart, 'test', {
    name: 'go-test',
    workspaces: {
      source: Workspace.required(),
      cache: Workspace.optional(),
      settings: Workspace.config({ need: 'optional' }),
    },
    steps: ({ workspaces: { source, cache, settings } }) => [
      Step.command({ name: 'test', image, args: [source.path, cache.path, settings.path] }),
    ],
  });
  return new Pipeline(chart, 'ci', {
    name: 'ci',
    params: PARAMS,
    workspaces: WORKSPACES,
    tasks: ({ params, workspaces: { files, cache, ssh, settings } }) => {
      const cloned = clone.run('clone', {
        params: { url: params.url, revision: params.revision },
        workspaces: { output: files, 'ssh-directory': ssh },
      });
      const workspaces = { source: files, cache, settings };
      return { tasks: [cloned, test.run('test', { after: [cloned], workspaces, timeout: Duration.minutes(30) })] };
    },
  });
};

export const files = WorkspaceSource.claimTemplate({ size: '2Gi' });
export const ssh = WorkspaceSource.sshKey('deploy-key');
export const propsIn = (chart: ReturnType<typeof chartOf>): Run => ({
  name: 'ci-1',
  pipeline: pipelineIn(chart),
  serviceAccountName: 'ci',
  params: { url: 'https://git.acme.test/order-service' },
  workspaces: { files, ssh },
});
