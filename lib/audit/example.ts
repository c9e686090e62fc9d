import { type Assembly, type KubernetesObject, Manifests, RepositoryFiles, TerraformConfig } from '../assembly';
import { Platform } from '../model';
import { parseAllDocuments } from 'yaml';
import { type Example } from './rule';

/** The assembly of a rule's example. Throws when an example's YAML is broken: that is a mistake in slipway itself. */
export function assemblyOf(example: Example, platform: Platform = Platform.newest): Assembly {
  const objects = parseAllDocuments(example.manifests ?? '').map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as KubernetesObject;
  });
  return {
    platform,
    environments: [{ name: 'example', ...(example.issuer === undefined ? {} : { issuer: example.issuer }) }],
    manifests: new Manifests(
      objects.map((object) => ({ object, environment: 'example', origin: { file: 'example.yaml' } })),
    ),
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
