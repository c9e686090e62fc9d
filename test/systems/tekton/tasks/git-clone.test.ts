import { Param, Pipeline, Workspace } from '../../../../lib/systems/tekton';
import { GitClone } from '../../../../lib/systems/tekton/tasks';
import { taskOf } from './rendered';

test('is fetched from its own catalog of Artifact Hub, at one version', () => {
  const pipeline = taskOf(
    (chart) =>
      new Pipeline(chart, 'ci', {
        name: 'ci',
        params: { url: Param.string() },
        workspaces: { source: Workspace.required(), ssh: Workspace.credentials({ need: 'optional' }) },
        tasks: ({ params, workspaces }) => {
          const clone = GitClone.run('clone', {
            params: { url: params.url, depth: '0' },
            workspaces: { output: workspaces.source, 'ssh-directory': workspaces.ssh },
          });
          return { tasks: [clone], results: { COMMIT: clone.results.commit } };
        },
      }),
  );
  expect(pipeline.spec).toMatchObject({
    tasks: [
      {
        name: 'clone',
        taskRef: {
          resolver: 'hub',
          params: [
            { name: 'type', value: 'artifact' },
            { name: 'kind', value: 'task' },
            { name: 'catalog', value: 'git-clone' },
            { name: 'name', value: 'git-clone' },
            { name: 'version', value: '1.7.0' },
          ],
        },
      },
    ],
  });
});

test('a namespace of Pod Security restricted would refuse it', () => {
  expect(GitClone.podSecurity).toBe('baseline');
});
