import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { PinnedImage } from '../../../lib/model';
import {
  Param,
  Pipeline,
  PipelineRun,
  type PipelineRunProps,
  RemoteTask,
  renderPipelineRun,
  StringRef,
  Workspace,
  WorkspaceSource,
} from '../../../lib/systems/tekton';

// What must not compile in a PipelineRun, a declaration or a remote task. `npm run typecheck` fails when one of these
// programs is accepted; none of them runs. Each stands beside a program that does compile.

const chart = new Chart(new App(), 'ci');
const HEX = 'd9c68c2c51161e12fd77e4c6320687c9cd86e1af1e3ad6e6cd63ff970641453c';
const image = PinnedImage.of(`docker.io/library/golang:1.26.9-bookworm@sha256:${HEX}`);

const PARAMS = { revision: Param.string(), tags: Param.array(), base: Param.image() };
const WORKSPACES = { source: Workspace.required(), registry: Workspace.credentials(), cache: Workspace.optional() };
type Run = PipelineRunProps<typeof PARAMS, typeof WORKSPACES>;

export const runs = () => {
  const pipeline = new Pipeline(chart, 'ci', {
    name: 'ci',
    params: PARAMS,
    workspaces: WORKSPACES,
    tasks: () => ({ tasks: [] }),
  });
  const start = (props: Run) => new PipelineRun(chart, 'run', props);

  const files = WorkspaceSource.claimTemplate({ size: '2Gi' });
  const secret = WorkspaceSource.dockerConfig('registry');
  const params = { revision: 'main', tags: ['a'], base: image };
  const workspaces = { source: files, registry: secret };
  const run = { name: 'ci', serviceAccountName: 'ci', pipeline, params, workspaces };

  start(run);
  // @ts-expect-error a required param of the pipeline is missing
  start({ ...run, params: { tags: [], base: image } });
  // @ts-expect-error a param that the pipeline does not declare
  start({ ...run, params: { ...params, branch: 'main' } });
  // @ts-expect-error a param of another type
  start({ ...run, params: { ...params, tags: 'a' } });
  // @ts-expect-error an image by its tag
  start({ ...run, params: { ...params, base: 'golang:1.26' } });
  // @ts-expect-error a required workspace is not bound
  start({ ...run, workspaces: { source: files } });
  // @ts-expect-error a workspace that the pipeline does not declare
  start({ ...run, workspaces: { ...workspaces, output: files } });
  // @ts-expect-error a Secret for files
  start({ ...run, workspaces: { ...workspaces, source: secret } });
  // @ts-expect-error a ConfigMap for files
  start({ ...run, workspaces: { ...workspaces, cache: WorkspaceSource.config('cache') } });
  // @ts-expect-error a ConfigMap for credentials
  start({ ...run, workspaces: { ...workspaces, registry: WorkspaceSource.config('registry') } });
  // @ts-expect-error an empty folder for credentials
  start({ ...run, workspaces: { ...workspaces, registry: WorkspaceSource.emptyDir() } });
  // @ts-expect-error a volume for credentials
  start({ ...run, workspaces: { ...workspaces, registry: files } });
  // @ts-expect-error no account to run as
  start({ name: 'ci', pipeline, params, workspaces });
  // @ts-expect-error neither a name nor the beginning of one
  start({ serviceAccountName: 'ci', pipeline, params, workspaces });
  // @ts-expect-error a name and the beginning of one
  start({ ...run, generateName: 'ci-' });

  const pushed = new StringRef<'event'>('$(tt.params.revision)', [], 'REVISION');
  renderPipelineRun({ ...run, params: { ...params, revision: pushed } });
  // @ts-expect-error a fact of a webhook where there is none
  start({ ...run, params: { ...params, revision: pushed } });
  // @ts-expect-error a text of a webhook where an image with its digest is wanted
  renderPipelineRun({ ...run, params: { ...params, base: pushed } });
};

export const remote = () => {
  const contract = { podSecurity: 'restricted' } as const;
  RemoteTask.bundle({ bundle: image, name: 'lint' }, contract);
  // @ts-expect-error a bundle by its tag
  RemoteTask.bundle({ bundle: 'ghcr.io/acme/tasks:1', name: 'lint' }, contract);
  // @ts-expect-error a hub task without a version
  RemoteTask.hub({ name: 'git-clone' }, contract);
  // @ts-expect-error a file of a repository without a commit
  RemoteTask.git({ url: 'https://github.com/acme/tasks', pathInRepo: 'lint.yaml' }, contract);
  // @ts-expect-error a contract that does not say what the pod may do
  RemoteTask.hub({ name: 'git-clone', version: '1.7.0' }, {});
};

export const declarations = () => {
  Param.string({ default: 'a' });
  // @ts-expect-error a default of another type
  Param.string({ default: ['a'] });
  // @ts-expect-error a default that is no digest
  Param.digest({ default: 'sha256:abc' });
  // @ts-expect-error a default that is an image by its tag
  Param.image({ default: 'golang:1.26' });
  // @ts-expect-error a default without one of the keys
  Param.object({ keys: ['sha', 'author'], default: { sha: '1' } });
};

test('no program that must not compile has been lost', () => {
  expect(readFileSync(__filename, 'utf8').match(/^ *\/\/ @ts-expect-error .+$/gm)).toHaveLength(24);
});
