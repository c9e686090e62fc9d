import { dirname } from 'node:path/posix';
import { type Manifest } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { Kustomizations } from '../kustomizations';

const example = (resources: string): Example => ({
  manifests: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata: { name: example }
resources: ${resources}
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
`,
});

/** Told once for each file. */
export const kustomizationLeavesOut: Rule = {
  id: 'KUB031',
  severity: 'warning',
  title: 'a file lies beside a Kustomization, or beside files of one, that does not name it',
  why: 'whoever applies the folder applies only what the Kustomization names: the objects of the file are never there',
  repair: 'name the file among its resources',
  good: example('[example.yaml]'),
  bad: example('[others]'),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    if (kustomizations.all.length === 0) return [];
    const folders = new Map(kustomizations.all.map((one) => [folderOf(one), one]));
    const told = new Set<string | undefined>();
    return manifests.all.flatMap((manifest) => {
      const { file } = manifest.origin;
      const beside = file === undefined ? undefined : folders.get(folderOf(manifest));
      if (manifest === beside || told.has(file) || kustomizations.tryIncluding(manifest)) return [];
      if (!beside && !(file !== undefined && kustomizations.namesBeside(manifest))) return [];
      if (manifest.object.apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
      told.add(file);
      return [
        problem(
          manifest,
          `${file ?? ''} is not applied`,
          beside
            ? 'name it among the resources of the Kustomization beside it'
            : 'name it where the files beside it are named',
        ),
      ];
    });
  },
};

function folderOf({ environment, origin }: Manifest): string {
  return `${environment}\n${dirname(origin.file ?? '')}`;
}
