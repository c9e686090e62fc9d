import { dirname } from 'node:path/posix';
import { type Example, type Rule, problem } from '../../../audit';
import { Kustomizations, resourcePath } from '../kustomizations';

const example = (file: string): Example => ({
  manifests: `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata: { name: example }
resources: [${file}]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
`,
});

/** Only what lies beside or below it is judged: a way up, or a URL, leads out of the assembly. */
export const kustomizationFileMissing: Rule = {
  id: 'KUB030',
  severity: 'error',
  title: 'a Kustomization names a file that is not there',
  why: 'kustomize stops at it, and nothing of the environment is applied',
  repair: 'name the files as they are written',
  reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  good: example('example.yaml'),
  bad: example('example.yml'),
  check: ({ manifests }) => {
    const { all } = new Kustomizations(manifests);
    if (all.length === 0) return [];
    const paths = new Set([...manifests.files].flatMap(withParents));
    const others = new Set([...manifests.files].filter((file) => !IS_KUSTOMIZATION.test(file)).flatMap(withParents));
    return all.flatMap((kustomization) =>
      (kustomization.object.resources ?? []).flatMap((resource, i) => {
        const path = resourcePath(kustomization, resource);
        const outside = /^\.\.(\/|$)|:\/\/|\?ref=|^[\w.-]+\.(com|io|org)\//.test(resource);
        const { file } = kustomization.origin;
        if (outside || file === undefined || (file.includes('/') && !others.has(dirname(file)))) return [];
        if (paths.has(path)) return [];
        return [
          problem(
            kustomization,
            `${resource} is not there`,
            'write or rename the file, or remove it',
            `resources[${i}]`,
          ),
        ];
      }),
    );
  },
};

/** Where nothing else was read beside a Kustomization, it is audited by itself. */
const IS_KUSTOMIZATION = /(^|\/)[Kk]ustomization(\.ya?ml)?$/;

/** A file and the folders that it is in. */
function withParents(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
