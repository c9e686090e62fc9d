import { App, Chart } from 'cdk8s';
import { ImageDigest, PinnedImage } from '../../../lib/model';
import { Param, RemoteTask, Result, Security, Step, StepAction, Task, Workspace } from '../../../lib/systems/tekton';

const HEX = 'd9c68c2c51161e12fd77e4c6320687c9cd86e1af1e3ad6e6cd63ff970641453c';
export const image = PinnedImage.of(`docker.io/library/golang:1.26.9-bookworm@sha256:${HEX}`);
export const digest = ImageDigest.of(`sha256:${HEX}`);
export const chartOf = (namespace = 'order-service-ci') => new Chart(new App(), 'ci', { namespace });

export const clone = RemoteTask.hub(
  { name: 'git-clone', version: '1.7.0' },
  {
    params: { url: Param.string(), revision: Param.string({ default: 'main' }) },
    results: { commit: Result.string() },
    workspaces: { output: Workspace.required(), 'ssh-directory': Workspace.credentials({ need: 'optional' }) },
    podSecurity: 'restricted',
  },
);

export const buildIn = (scope: Chart) =>
  new Task(scope, 'build', {
    name: 'build',
    params: { context: Param.string(), tags: Param.array({ default: [] }), labels: Param.object({ keys: ['a', 'b'] }) },
    workspaces: { source: Workspace.required() },
    results: { url: Result.string(), digest: Result.digest() },
    steps: ({ params, results, workspaces }) => [
      Step.command({
        name: 'build',
        image,
        workingDir: workspaces.source.path,
        args: [params.context, params.tags, params.labels.key('a'), results.url.path, results.digest.path],
        security: Security.baseline(),
      }),
    ],
  });

export const signIn = (scope: Chart, namespace?: string) =>
  new Task(scope, 'sign', {
    name: 'sign',
    namespace,
    params: { image: Param.image(), digest: Param.digest() },
    steps: ({ params }) => [Step.command({ name: 'sign', image, args: [params.image, params.digest] })],
  });

export const tellIn = (scope: Chart) =>
  new Task(scope, 'tell', {
    name: 'tell',
    params: { text: Param.string() },
    results: { id: Result.string() },
    steps: ({ params, results }) => [Step.command({ name: 'tell', image, args: [params.text, results.id.path] })],
  });

export const describeAction = (chart: Chart) =>
  new StepAction(chart, 'describe', {
    name: 'describe',
    description: 'names the commit',
    params: { path: Param.string(), words: Param.array({ default: [] }) },
    results: { version: Result.string('the version') },
    body: ({ params, results }) => ({
      image,
      command: ['git'],
      args: ['-C', params.path, 'describe', params.words],
      env: { OUT: results.version.path },
    }),
  });
