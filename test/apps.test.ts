import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const APPS = join(__dirname, '..', 'apps');

/** Runs a program, which is possible once, in a folder of its own, and gives what it said and the files that it wrote. */
function synthesized(app: string): { readonly said: string; readonly wrote: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-apps-'));
  const before = process.cwd();
  const said: string[] = [];
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    process.chdir(folder);
    jest.requireActual(join(APPS, app));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const wrote = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
    return { said: said.join(''), wrote };
  } finally {
    process.chdir(before);
    err.mockRestore();
    out.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

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
])('apps/%s writes its files, and the audit has neither an error nor a warning', (app, files) => {
  const { said, wrote } = synthesized(app);
  expect(said.split('\n').filter((line) => /^(error|warning) /.test(line))).toEqual([]);
  expect(wrote).toEqual(files);
});

test.each(readdirSync(APPS))('apps/%s fits on a page', (app) => {
  expect(readFileSync(join(APPS, app), 'utf8').split('\n').length).toBeLessThanOrEqual(61);
});
