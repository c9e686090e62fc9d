import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { written } from './written';

const APPS = join(__dirname, '..', 'apps');

test.each([
  [
    'argo-cd.ts',
    [
      'dist/ci/kustomization.yaml',
      'dist/ci/order-service/build.yaml',
      'dist/ci/order-service/promotions.yaml',
      'dist/production/kustomization.yaml',
      'dist/production/order-service/kustomization.yaml',
      'dist/production/order-service/policies.yaml',
      'dist/production/order-service/resources.yaml',
      'dist/staging/kustomization.yaml',
      'dist/staging/order-service/kustomization.yaml',
      'dist/staging/order-service/policies.yaml',
      'dist/staging/order-service/resources.yaml',
      'dist/tools/applications.yaml',
      'dist/tools/kustomization.yaml',
      'dist/tools/monitoring.yaml',
    ],
  ],
  [
    'flux.ts',
    [
      'dist/production/kustomization.yaml',
      'dist/production/order-service/kustomization.yaml',
      'dist/production/order-service/policies.yaml',
      'dist/production/order-service/resources.yaml',
      'dist/tools/flux.yaml',
      'dist/tools/kustomization.yaml',
      'repositories/acme/order-service/.github/workflows/promote.yaml',
      'repositories/acme/order-service/.github/workflows/release.yaml',
    ],
  ],
  [
    'repository.ts',
    [
      'repositories/acme/order-service/.dockerignore',
      'repositories/acme/order-service/.github/workflows/ci.yaml',
      'repositories/acme/order-service/.github/workflows/promote.yaml',
      'repositories/acme/order-service/.github/workflows/release.yaml',
      'repositories/acme/order-service/Dockerfile',
    ],
  ],
])('apps/%s writes its files, and the audit has neither an error nor a warning', (app, paths) => {
  const { said, files } = written(() => jest.requireActual(join(APPS, app)));
  expect(said.split('\n').filter((line) => /^(error|warning) /.test(line))).toEqual([]);
  expect([...files.keys()]).toEqual(paths);
});

test.each(readdirSync(APPS))('apps/%s fits on a page', (app) => {
  expect(readFileSync(join(APPS, app), 'utf8').split('\n').length).toBeLessThanOrEqual(61);
});
