import { dirname } from 'node:path/posix';
import { type Example, type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { SOURCE, application } from './examples';

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: api, namespace: shop }\n';
const LIST =
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: production }\nresources: [api/resources.yaml]\n';
const followed = (folders: Readonly<Record<string, string>>): Example => ({
  manifests: application({ source: SOURCE }),
  folders: { 'production/api/resources.yaml': ACCOUNT, ...folders },
});

/** A folder below one with a Kustomization may have had one of its own, which was taken up when that was built. */
export const folderEmpty: Rule = {
  id: 'ARG027',
  severity: 'error',
  title: 'an Application follows a folder that holds manifests only in the folders below it',
  why: 'Argo CD does not look there, finds no object and calls the Application Synced and Healthy: nothing is applied',
  repair: 'write a kustomization.yaml, name the folder that holds the manifests, or set directory.recurse',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/directory/#enabling-recursive-resource-detection',
  good: followed({ 'production/kustomization.yaml': LIST }),
  bad: followed({}),
  check: ({ manifests }) => {
    const holding = new Set([...manifests.files].map((file) => dirname(file)));
    const built = new Set(
      manifests.of('kustomize.config.k8s.io/Kustomization').map(({ origin }) => dirname(origin.file ?? '')),
    );
    return applicationsOf(manifests).flatMap(({ manifest, spec: { source }, path, folder }) => {
      if (folder === undefined || holding.has(folder) || parentsOf(folder).some((one) => built.has(one))) return [];
      if (source?.directory?.recurse === true || source?.plugin !== undefined) return [];
      const message = `${source?.path ?? folder} itself holds no manifest, and Argo CD looks into no folder below it`;
      return [
        problem(manifest, message, 'write a kustomization.yaml there, or set directory.recurse', `${path}.source`),
      ];
    });
  },
};

function parentsOf(folder: string): readonly string[] {
  return folder.split('/').map((_, i, parts) => parts.slice(0, i).join('/') || '.');
}
