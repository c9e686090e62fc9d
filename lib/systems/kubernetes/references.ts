import { type Container, type ObjectRef, type Volume } from './pod-spec';
import { type WorkloadPods } from './pods';

/** An object that pods cannot start without. */
export interface Reference {
  readonly kind: 'ServiceAccount' | 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  readonly name: string;
  /** The key inside it, where one is named. */
  readonly key?: string;
  /** The field that names it. */
  readonly path: string;
}

/** What pods need to be there; what they can do without (`optional`) is not among it. */
export function referencesOf({ spec, path, containers }: WorkloadPods): readonly Reference[] {
  const { serviceAccountName, volumes = [], imagePullSecrets = [] } = spec;
  return [
    ...(serviceAccountName === undefined
      ? []
      : [{ kind: 'ServiceAccount' as const, name: serviceAccountName, path: `${path}.serviceAccountName` }]),
    ...imagePullSecrets.flatMap((ref, i) => needed('Secret', ref, `${path}.imagePullSecrets[${i}]`)),
    ...containers.flatMap(({ container, path }) => ofContainer(container, path)),
    ...volumes.flatMap((volume, i) => ofVolume(volume, `${path}.volumes[${i}]`)),
  ];
}

function ofContainer({ env = [], envFrom = [] }: Container, path: string): Reference[] {
  return [
    ...env.flatMap(({ valueFrom }, i) => [
      ...needed('ConfigMap', valueFrom?.configMapKeyRef, `${path}.env[${i}].valueFrom.configMapKeyRef`),
      ...needed('Secret', valueFrom?.secretKeyRef, `${path}.env[${i}].valueFrom.secretKeyRef`),
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }, i) => [
      ...needed('ConfigMap', configMapRef, `${path}.envFrom[${i}].configMapRef`),
      ...needed('Secret', secretRef, `${path}.envFrom[${i}].secretRef`),
    ]),
  ];
}

function ofVolume({ configMap, secret, persistentVolumeClaim, projected }: Volume, path: string): Reference[] {
  return [
    ...needed('ConfigMap', configMap, `${path}.configMap`),
    ...needed('Secret', secret && { name: secret.secretName, optional: secret.optional }, `${path}.secret`),
    ...(persistentVolumeClaim === undefined
      ? []
      : [
          {
            kind: 'PersistentVolumeClaim' as const,
            name: persistentVolumeClaim.claimName,
            path: `${path}.persistentVolumeClaim`,
          },
        ]),
    ...(projected?.sources ?? []).flatMap((source, i) => [
      ...needed('ConfigMap', source.configMap, `${path}.projected.sources[${i}].configMap`),
      ...needed('Secret', source.secret, `${path}.projected.sources[${i}].secret`),
    ]),
  ];
}

function needed(
  kind: 'ConfigMap' | 'Secret',
  ref: (ObjectRef & { readonly key?: string }) | undefined,
  path: string,
): Reference[] {
  if (ref?.name === undefined || ref.optional === true) return [];
  return [{ kind, name: ref.name, path, ...(ref.key === undefined ? {} : { key: ref.key }) }];
}
