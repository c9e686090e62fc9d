import { Chart, Testing } from 'cdk8s';
import { Duration, ImageRepository } from '../../../lib/model';
import { ImageRef, Param, Pipeline, text, When, Workspace } from '../../../lib/systems/tekton';
import { buildIn, chartOf, clone, signIn, tellIn } from './example-tasks';

const whole = (scope: Chart) =>
  new Pipeline(scope, 'ci', {
    name: 'order-service-ci',
    description: 'builds and signs',
    params: {
      url: Param.string(),
      revision: Param.string(),
      labels: Param.object({ keys: ['a', 'b', 'c'] }),
      tags: Param.array({ default: [] }),
    },
    workspaces: {
      shared: Workspace.required({ description: 'files' }),
      ssh: Workspace.credentials({ need: 'optional' }),
    },
    tasks: ({ params, workspaces, pipelineRun, tasksStatus }) => {
      const fetched = clone.run('clone', {
        params: { url: params.url, revision: params.revision },
        workspaces: { output: workspaces.shared.at(text`src/${params.revision}`), 'ssh-directory': workspaces.ssh },
        retries: 2,
      });
      const built = buildIn(scope).run('build', {
        after: [fetched],
        when: [When.in(params.revision, ['main', 'next']), When.notIn(workspaces.ssh.bound, params.tags)],
        params: { context: '.', tags: ['a', fetched.results.commit], labels: params.labels },
        workspaces: { source: workspaces.shared.at('src') },
        timeout: Duration.minutes(20),
        onError: 'stopAndFail',
      });
      const image = ImageRef.at(ImageRepository.at('ghcr.io/acme/order-service'), built.results.digest);
      const signed = signIn(scope).run('sign', { params: { image, digest: built.results.digest } });
      const told = tellIn(scope).runFinally('tell', {
        when: [When.in(built.status, ['Failed'])],
        params: { text: text`${pipelineRun.name}: ${tasksStatus}, ${built.reason}` },
      });
      const { url, digest } = built.results;
      return {
        tasks: [fetched, built, signed],
        finally: [told],
        results: { IMAGE_URL: url, IMAGE_DIGEST: digest, IMAGE_REF: ImageRef.at(url, digest), ID: told.results.id },
      };
    },
  });

test('renders a Pipeline', () => {
  const chart = chartOf();
  const pipeline = whole(chart);
  expect(pipeline.podSecurity).toBe('baseline');
  expect(pipeline.namespace).toBe('order-service-ci');
  expect(Testing.synth(chart).find(({ kind }) => kind === 'Pipeline')).toEqual({
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name: 'order-service-ci', namespace: 'order-service-ci' },
    spec: {
      description: 'builds and signs',
      params: [
        { name: 'url', type: 'string' },
        { name: 'revision', type: 'string' },
        {
          name: 'labels',
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
        },
        { name: 'tags', type: 'array', default: [] },
      ],
      workspaces: [
        { name: 'shared', description: 'files' },
        { name: 'ssh', optional: true },
      ],
      tasks: [
        {
          name: 'clone',
          taskRef: {
            resolver: 'hub',
            params: [
              { name: 'type', value: 'artifact' },
              { name: 'kind', value: 'task' },
              { name: 'catalog', value: 'tekton-catalog-tasks' },
              { name: 'name', value: 'git-clone' },
              { name: 'version', value: '1.7.0' },
            ],
          },
          params: [
            { name: 'url', value: '$(params.url)' },
            { name: 'revision', value: '$(params.revision)' },
          ],
          workspaces: [
            { name: 'output', workspace: 'shared', subPath: 'src/$(params.revision)' },
            { name: 'ssh-directory', workspace: 'ssh' },
          ],
          retries: 2,
        },
        {
          name: 'build',
          taskRef: { kind: 'Task', name: 'build' },
          runAfter: ['clone'],
          when: [
            { input: '$(params.revision)', operator: 'in', values: ['main', 'next'] },
            { input: '$(workspaces.ssh.bound)', operator: 'notin', values: ['$(params.tags[*])'] },
          ],
          params: [
            { name: 'context', value: '.' },
            { name: 'tags', value: ['a', '$(tasks.clone.results.commit)'] },
            { name: 'labels', value: '$(params.labels[*])' },
          ],
          workspaces: [{ name: 'source', workspace: 'shared', subPath: 'src' }],
          timeout: '20m',
          onError: 'stopAndFail',
        },
        {
          name: 'sign',
          taskRef: { kind: 'Task', name: 'sign' },
          params: [
            { name: 'image', value: 'ghcr.io/acme/order-service@$(tasks.build.results.digest)' },
            { name: 'digest', value: '$(tasks.build.results.digest)' },
          ],
        },
      ],
      finally: [
        {
          name: 'tell',
          taskRef: { kind: 'Task', name: 'tell' },
          when: [{ input: '$(tasks.build.status)', operator: 'in', values: ['Failed'] }],
          params: [{ name: 'text', value: '$(context.pipelineRun.name): $(tasks.status), $(tasks.build.reason)' }],
        },
      ],
      results: [
        { name: 'IMAGE_URL', type: 'string', value: '$(tasks.build.results.url)' },
        { name: 'IMAGE_DIGEST', type: 'string', value: '$(tasks.build.results.digest)' },
        { name: 'IMAGE_REF', type: 'string', value: '$(tasks.build.results.url)@$(tasks.build.results.digest)' },
        { name: 'ID', type: 'string', value: '$(finally.tell.results.id)' },
      ],
    },
  });
});

test('params that Tekton Chains reads by their name need no other use', () => {
  const chart = chartOf();
  const make = (name: string) =>
    new Pipeline(chart, name, {
      name: 'ci',
      params: { [name]: Param.string() },
      tasks: () => ({ tasks: [tellIn(new Chart(chart, `${name}-x`)).run('tell', { params: { text: '' } })] }),
    });
  expect(() => make('CHAINS-GIT_URL')).not.toThrow();
  expect(() => make('CHAINS-GIT_COMMIT')).not.toThrow();
  expect(() => make('BASE_ARTIFACT_INPUTS')).not.toThrow();
  expect(() => make('git-url')).toThrow(
    'Pipeline ci.params.git-url: expected a use of the param, got nothing; take it out or use it',
  );
});
