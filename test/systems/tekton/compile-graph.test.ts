import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { ImageDigest, PinnedImage } from '../../../lib/model';
import { ImageRef, Param, Pipeline, Result, Task, text, When, Workspace } from '../../../lib/systems/tekton';

// What must not compile in a Pipeline. `npm run typecheck` fails when one of these programs is accepted; none of them
// runs. Each stands beside a program that does compile and differs from it in one thing.

const chart = new Chart(new App(), 'ci');
const HEX = 'd9c68c2c51161e12fd77e4c6320687c9cd86e1af1e3ad6e6cd63ff970641453c';
const image = PinnedImage.of(`docker.io/library/golang:1.26.9-bookworm@sha256:${HEX}`);
const digest = ImageDigest.of(`sha256:${HEX}`);

const buildTask = () =>
  new Task(chart, 'build', {
    name: 'build',
    params: {
      context: Param.string(),
      dockerfile: Param.string({ default: 'Dockerfile' }),
      flags: Param.array({ default: [] }),
      commit: Param.object({ keys: ['sha', 'author'] }),
    },
    workspaces: { source: Workspace.required(), cache: Workspace.optional(), registry: Workspace.credentials() },
    results: { url: Result.string(), digest: Result.digest(), layers: Result.array() },
    steps: () => [],
  });

const signTask = () =>
  new Task(chart, 'sign', {
    name: 'sign',
    params: { image: Param.image(), digest: Param.digest(), note: Param.string({ default: '' }) },
    steps: () => [],
  });

const tellTask = () =>
  new Task(chart, 'tell', {
    name: 'tell',
    params: { text: Param.string() },
    results: { id: Result.string() },
    steps: () => [],
  });

export const pipeline = () =>
  new Pipeline(chart, 'ci', {
    name: 'ci',
    params: { revision: Param.string(), tags: Param.array(), stage: Param.string({ default: 'staging' }) },
    workspaces: {
      source: Workspace.required(),
      registry: Workspace.credentials(),
      cache: Workspace.optional(),
      settings: Workspace.config({ need: 'optional' }),
    },
    tasks: ({ params, workspaces, tasksStatus }) => {
      const { source, registry, cache, settings } = workspaces;
      const [build, sign, tell] = [buildTask(), signTask(), tellTask()];
      const commit = { sha: 'a', author: 'b' };
      const given = { params: { context: '.', commit }, workspaces: { source, registry } };
      const from = { ...given.params };
      const built = build.run('build', given);
      const hello = { params: { text: 'hello' } };

      // params
      build.run('build', { ...given, params: { ...from, dockerfile: params.stage } });
      // @ts-expect-error a required param is missing
      build.run('build', { ...given, params: { commit } });
      // @ts-expect-error all params are missing
      build.run('build', { workspaces: given.workspaces });
      // @ts-expect-error a param that the task does not declare: Tekton would ignore it
      build.run('build', { ...given, params: { ...from, exitCode: '1' } });
      // @ts-expect-error an array where a text is wanted
      build.run('build', { ...given, params: { ...from, context: ['.'] } });
      // @ts-expect-error an array param where a text is wanted
      build.run('build', { ...given, params: { ...from, context: params.tags } });
      // @ts-expect-error a number where a text is wanted
      build.run('build', { ...given, params: { ...from, context: 1 } });
      // @ts-expect-error a text where an array is wanted
      build.run('build', { ...given, params: { ...from, flags: '-v' } });
      // @ts-expect-error a text where an object is wanted
      build.run('build', { ...given, params: { ...from, commit: 'a' } });
      // @ts-expect-error an object without one of its keys
      build.run('build', { ...given, params: { ...from, commit: { sha: 'a' } } });
      // @ts-expect-error an object with a key that it does not have
      build.run('build', { ...given, params: { ...from, commit: { ...commit, date: 'c' } } });
      // @ts-expect-error a param that the pipeline does not declare
      build.run('build', { ...given, params: { ...from, context: params.context } });

      // digests and images
      const both = { image: ImageRef.at(built.results.url, built.results.digest), digest: built.results.digest };
      sign.run('sign', { params: both });
      sign.run('sign', { params: { image, digest, note: built.results.digest } });
      // @ts-expect-error a literal text where a digest is wanted
      sign.run('sign', { params: { ...both, digest: 'sha256:abc' } });
      // @ts-expect-error a text that the pipeline is given where a digest is wanted
      sign.run('sign', { params: { ...both, digest: params.revision } });
      // @ts-expect-error a tag where an image with its digest is wanted
      sign.run('sign', { params: { ...both, image: 'ghcr.io/acme/order-service:latest' } });
      // @ts-expect-error a joined text where an image with its digest is wanted
      sign.run('sign', { params: { ...both, image: text`${built.results.url}:${params.revision}` } });
      // @ts-expect-error a digest where an image is wanted
      sign.run('sign', { params: { ...both, image: built.results.digest } });
      // @ts-expect-error an image made from a tag
      ImageRef.at(built.results.url, params.revision);

      // results
      // @ts-expect-error a result that the task does not declare
      sign.run('sign', { params: { ...both, note: built.results.imageUrl } });
      // @ts-expect-error an array result where a text is wanted
      sign.run('sign', { params: { ...both, note: built.results.layers } });
      // @ts-expect-error an array inside a text
      sign.run('sign', { params: { ...both, note: text`layers ${built.results.layers}` } });

      // the end of the pipeline
      const told = tell.runFinally('told', { params: { text: text`${built.status} ${tasksStatus}` } });
      // @ts-expect-error the graph uses the result of a finally task
      tell.run('tell', { params: { text: told.results.id } });
      // @ts-expect-error one finally task uses the result of another
      tell.runFinally('tell', { params: { text: told.results.id } });
      // @ts-expect-error the graph waits for a finally task
      tell.run('tell', { ...hello, after: [told] });
      // @ts-expect-error a finally task waits for a task
      tell.runFinally('tell', { ...hello, after: [built] });
      // @ts-expect-error what became of a task, inside the graph
      tell.run('tell', { params: { text: built.status } });
      // @ts-expect-error why a task ended, inside a text of the graph
      tell.run('tell', { params: { text: text`because ${built.reason}` } });
      // @ts-expect-error what became of all tasks, inside the graph
      tell.run('tell', { params: { text: tasksStatus } });
      // @ts-expect-error what became of a task, in a condition of the graph
      tell.run('tell', { ...hello, when: [When.in(built.status, ['Succeeded'])] });

      // order and conditions
      tell.run('tell', { ...hello, after: [built], when: [When.in(params.revision, ['main'])] });
      // @ts-expect-error a name where a task is wanted
      tell.run('tell', { ...hello, after: ['build'] });
      // @ts-expect-error a condition on an array
      tell.run('tell', { ...hello, when: [When.in(params.tags, ['main'])] });
      // @ts-expect-error a condition with one value that is no list
      tell.run('tell', { ...hello, when: [When.in(params.revision, 'main')] });

      // workspaces
      build.run('build', { ...given, workspaces: { registry, source: source.at('src'), cache } });
      // @ts-expect-error a required workspace is missing
      build.run('build', { ...given, workspaces: { registry } });
      // @ts-expect-error a workspace that the task does not declare
      build.run('build', { ...given, workspaces: { source, registry, output: source } });
      // @ts-expect-error an optional workspace where one is required
      build.run('build', { ...given, workspaces: { registry, source: cache } });
      // @ts-expect-error credentials where files are wanted
      build.run('build', { ...given, workspaces: { registry, source: registry } });
      // @ts-expect-error files where credentials are wanted
      build.run('build', { ...given, workspaces: { registry: source, source } });
      // @ts-expect-error settings where files are wanted
      build.run('build', { ...given, workspaces: { registry, source, cache: settings } });
      // @ts-expect-error a workspace for a task that has none
      tell.run('tell', { ...hello, workspaces: { source } });

      return { tasks: [built], finally: [told], results: { DIGEST: built.results.digest, ID: told.results.id } };
    },
  });

export const graphs = () => {
  const told = tellTask().runFinally('told', { params: { text: '' } });
  const task = tellTask().run('tell', { params: { text: '' } });
  new Pipeline(chart, 'ci', { name: 'ci', tasks: () => ({ tasks: [task], finally: [told] }) });
  // @ts-expect-error a finally task among the tasks
  new Pipeline(chart, 'ci', { name: 'ci', tasks: () => ({ tasks: [told] }) });
  // @ts-expect-error a task of the graph among the finally tasks
  new Pipeline(chart, 'ci', { name: 'ci', tasks: () => ({ tasks: [task], finally: [task] }) });
  // @ts-expect-error what became of a task as a result of the pipeline
  new Pipeline(chart, 'ci', { name: 'ci', tasks: () => ({ tasks: [task], results: { STATUS: task.status } }) });
  // @ts-expect-error a text as a result of the pipeline
  new Pipeline(chart, 'ci', { name: 'ci', tasks: () => ({ tasks: [task], results: { URL: 'https://acme.test' } }) });
};

test('no program that must not compile has been lost', () => {
  expect(readFileSync(__filename, 'utf8').match(/^ *\/\/ @ts-expect-error .+$/gm)).toHaveLength(42);
});
