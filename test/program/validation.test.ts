import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { auditOnSynth, SlipwayValidation } from '../../lib/program';
import { newFolder } from '../folder';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

async function violations(text: string): Promise<{ violations: unknown[]; status: string | undefined }> {
  const file = join(folder, 'app.k8s.yaml');
  writeFileSync(file, text);
  const found: unknown[] = [];
  let status: string | undefined;
  await new SlipwayValidation().validate({
    manifests: [file],
    report: { addViolation: (violation) => found.push(violation), submit: (word) => (status = word) },
  });
  return { violations: found, status };
}

test('judges what cdk8s-cli has synthesized', async () => {
  const text =
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: build, namespace: ci }\nautomountToken: false\n';
  expect(await violations(text)).toEqual({
    violations: [
      {
        ruleName: 'SCH001 (error)',
        recommendation:
          'automountToken is not a field of ServiceAccount: the API server drops it or refuses the object',
        fix: 'remove it',
        violatingResources: [
          { resourceName: 'build', locations: ['automountToken'], manifestPath: join(folder, 'app.k8s.yaml') },
        ],
      },
    ],
    status: 'failure',
  });
});

test('reports a file that cannot be read', async () => {
  expect(await violations('a: [')).toMatchObject({ violations: [{ ruleName: 'SCH005 (error)' }], status: 'failure' });
});

test('lets a sound app pass', async () => {
  expect(
    await violations('apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: build, namespace: ci }\n'),
  ).toMatchObject({ status: 'success' });
});

test('audits a plain cdk8s app in one line: an error stops its synthesis', () => {
  const app = new App({ outdir: join(folder, 'dist') });
  const chart = new Chart(app, 'api');
  const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'build', namespace: 'ci' } };
  new ApiObject(chart, 'build', { ...object, automountToken: false } as typeof object);
  auditOnSynth(app);
  expect(() => {
    app.synth();
  }).toThrow(
    /\[\] error SCH001 ServiceAccount ci\/build automountToken \(api\/build\)\n {2}automountToken is not a field/,
  );
});

test('audits again when the app is synthesized again later', async () => {
  const app = new App({ outdir: join(folder, 'dist') });
  auditOnSynth(app);
  app.synth();
  await Promise.resolve();
  new ApiObject(new Chart(app, 'api'), 'build', {
    apiVersion: 'apps/v9',
    kind: 'Deployment',
    metadata: { name: 'a', namespace: 'b' },
  });
  expect(() => {
    app.synth();
  }).toThrow(/SCH004/);
});
