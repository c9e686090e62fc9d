import { type KubernetesObject, type Manifest, Manifests } from '../../../lib/assembly';
import { Kustomizations } from '../../../lib/systems/kubernetes/kustomizations';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function at(file: string | undefined, more: object = {}, environment = 'production'): Manifest {
  const object: KubernetesObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api' }, ...more };
  return { object, environment, origin: { file } };
}

function kustomization(file: string, more: object): Manifest {
  return at(file, { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...more });
}

test('includes the files and folders that it names, from its own folder on, in its own environment', () => {
  const all = [kustomization('production/kustomization.yaml', { resources: ['api.yaml', './jobs/', '../base'] })];
  const kustomizations = new Kustomizations(new Manifests(all));
  const includes = (file: string | undefined, environment?: string): boolean =>
    kustomizations.tryIncluding(at(file, {}, environment)) !== undefined;
  expect(includes('production/api.yaml')).toBe(true);
  expect(includes('production/jobs/nightly/report.yaml')).toBe(true);
  expect(includes('base/api.yaml')).toBe(true);
  expect(includes('production/web.yaml')).toBe(false);
  expect(includes('api.yaml')).toBe(false);
  expect(includes('production/api.yaml', 'staging')).toBe(false);
  expect(includes(undefined)).toBe(false);
});

test.each<[string, object, string, boolean]>([
  ['a component completes a bare address', { components: ['../promoted'] }, 'ghcr.io/acme/api', true],
  ['a component does not complete a tag', { components: ['../promoted'] }, 'ghcr.io/acme/api:v2', false],
  ['nothing completes it', { components: [] }, 'ghcr.io/acme/api', false],
  ['an image with digest', { images: [{ name: 'ghcr.io/acme/api', digest: DIGEST }] }, 'ghcr.io/acme/api:v2', true],
  ['an image with a new tag', { images: [{ name: 'ghcr.io/acme/api', newTag: 'v3' }] }, 'ghcr.io/acme/api', false],
  ['another image', { images: [{ name: 'ghcr.io/acme/web', digest: DIGEST }] }, 'ghcr.io/acme/api', false],
  ['no image', { components: ['../promoted'] }, 'NOT AN IMAGE', false],
])('%s', (_, more, image, expected) => {
  const all = [kustomization('kustomization.yaml', { resources: ['api.yaml'], ...more })];
  const kustomizations = new Kustomizations(new Manifests(all));
  expect(kustomizations.completes(at('api.yaml'), image)).toBe(expected);
  expect(kustomizations.completes(at('web.yaml'), image)).toBe(false);
});

test('knows what its generators make', () => {
  const generators = {
    configMapGenerator: [{ name: 'other' }, { name: 'flags' }],
    secretGenerator: [{ name: 'keys' }],
  };
  const all = [kustomization('kustomization.yaml', { resources: ['api.yaml'], ...generators })];
  const kustomizations = new Kustomizations(new Manifests(all));
  expect(kustomizations.generates(at('api.yaml'), 'ConfigMap', 'flags')).toBe(true);
  expect(kustomizations.generates(at('api.yaml'), 'Secret', 'keys')).toBe(true);
  expect(kustomizations.generates(at('api.yaml'), 'Secret', 'flags')).toBe(false);
  expect(kustomizations.generates(at('web.yaml'), 'ConfigMap', 'flags')).toBe(false);
});
