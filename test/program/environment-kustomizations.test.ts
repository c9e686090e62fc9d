import { type KubernetesObject, type Manifest } from '../../lib/assembly';
import { environmentKustomizations } from '../../lib/program/environment-kustomizations';

/** An object of an environment, in a file of its folder. */
function at(
  file: string,
  fields: Partial<KubernetesObject> & { readonly resources?: readonly string[] } = {},
): Manifest {
  const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, ...fields };
  return { object, environment: file.split('/')[0] ?? '', origin: { file } };
}

const LIST = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };
const listed = (...manifests: readonly Manifest[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    environmentKustomizations(manifests).map(({ object, origin }) => [
      origin.file,
      (object as unknown as { resources: unknown }).resources,
    ]),
  );

test('lists folders that are built by themselves, and the files of all others, each once', () => {
  const service = [
    at('live/api/resources.yaml'),
    at('live/api/resources.yaml'),
    at('live/api/kustomization.yaml', { ...LIST, resources: ['resources.yaml'] }),
  ];
  expect(listed(...service, at('live/web/web.yaml'), at('live/all.yaml'), at('test/all.yaml'))).toEqual({
    'live/kustomization.yaml': ['api', 'web/web.yaml', 'all.yaml'],
    'test/kustomization.yaml': ['all.yaml'],
  });
});

test('leaves out what another list names, components, and what is never applied', () => {
  const component = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' };
  expect(
    listed(
      at('live/api/kustomization.yaml', { ...LIST, resources: ['base', '../shared/shared.yaml'] }),
      at('live/api/base/kustomization.yaml', { ...LIST, resources: ['a.yaml'] }),
      at('live/api/base/a.yaml'),
      at('live/shared/shared.yaml'),
      at('live/digest/kustomization.yaml', component),
      at('live/run.yaml', { metadata: { generateName: 'run-' } }),
    ),
  ).toEqual({ 'live/kustomization.yaml': ['api'] });
});

test('leaves an environment alone that lists itself, or has nothing to list', () => {
  expect(
    listed(
      at('live/kustomization.yaml', { ...LIST, resources: ['all.yaml'] }),
      at('live/all.yaml'),
      at('runs/run.yaml', { metadata: { generateName: 'run-' } }),
      { ...at('plain.yaml'), environment: '' },
    ),
  ).toEqual({});
});
