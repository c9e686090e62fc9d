import { parsed, scriptsOf } from '../../conformance/tekton/scripts';

test('finds scripts wherever they stand', () => {
  const object = {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerTemplate',
    metadata: { name: 'build' },
    spec: {
      resourcetemplates: [{ spec: { taskSpec: { steps: [{ script: 'true' }], sidecars: [{ script: 'false' }] } } }],
    },
  };
  expect(scriptsOf({ file: 'dist/ci/a.yaml', environment: 'ci', text: '', object })).toEqual([
    { place: 'dist/ci/a.yaml: TriggerTemplate build spec.resourcetemplates.0.spec.taskSpec.steps.0', text: 'true' },
    { place: 'dist/ci/a.yaml: TriggerTemplate build spec.resourcetemplates.0.spec.taskSpec.sidecars.0', text: 'false' },
  ]);
});

test('asks the shell of the first line, after Tekton has filled in its variables', async () => {
  const sound = '#!/usr/bin/env bash\nset -euo pipefail\nprintf %s "$IMAGE" > "$(results.image.path)"\n';
  expect(await parsed({ place: 'build', text: sound })).toEqual([]);
  expect((await parsed({ place: 'build', text: 'if true; then\n' }))[0]).toMatch(/^build: sh -n: /);
  expect(await parsed({ place: 'build', text: '#!/usr/bin/python3\nprint(1)\n' })).toEqual([
    'build: no shell is known for #!/usr/bin/python3',
  ]);
});
