import { toYaml } from '../../assembly';
import { type ImageDigest, type ImageRepository, dnsLabel } from '../../model';

/** What a marker names: an ImagePolicy. */
export interface PolicyRef {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The first text of a file `kustomization.yaml` in which Flux keeps the digest of an image: a Component that an
 * environment's Kustomization lists. Commit it once by hand. From then on ImageUpdateAutomation alone owns the file, for
 * the marker in it is a comment: no program that writes objects would keep it.
 */
export function markedComponent(image: ImageRepository, digest: ImageDigest, policy: PolicyRef): string {
  const component = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    images: [{ name: image.address, digest: digest.text }],
  };
  const namespace = dnsLabel('markedComponent.namespace', policy.namespace);
  const marker = JSON.stringify({
    $imagepolicy: `${namespace}:${dnsLabel('markedComponent.name', policy.name)}:digest`,
  });
  return toYaml([component]).replace(/^( +digest: \S+)$/m, `$1 # ${marker}`);
}
