import { type Assembly, type Manifest, Manifests, RepositoryFiles, TerraformConfig, readManifests } from '../assembly';
import { Platform, invalid } from '../model';
import { type Example } from './rule';

/** The assembly of a rule's example. Throws when an example's YAML is broken: that is a mistake in slipway itself. */
export function assemblyOf(example: Example, platform: Platform = Platform.newest): Assembly {
  const texts = { 'example.yaml': example.manifests ?? '', ...example.folders };
  const manifests = Object.entries(texts).flatMap(([path, text]) => objectsIn(text, path));
  return {
    platform,
    environments: [{ name: 'example', ...(example.issuer === undefined ? {} : { issuer: example.issuer }) }],
    manifests: new Manifests(manifests),
    terraform: new TerraformConfig(
      example.terraform
        ? [{ name: 'example', json: { resource: example.terraform }, origin: { file: 'cdk.tf.json' } }]
        : [],
    ),
    files: new RepositoryFiles(
      Object.entries(example.files ?? {}).map(([path, content]) => ({
        repository: 'acme/example',
        path,
        content,
        origin: { file: path },
      })),
    ),
  };
}

function objectsIn(text: string, path: string): readonly Manifest[] {
  const { manifests, broken, others } = readManifests(text, path, 'example');
  if (broken.length + others > 0)
    throw invalid('Example.manifests', 'Kubernetes objects', broken[0]?.message ?? `${others} other documents`);
  return manifests;
}
