import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { type Dependency, type SourceRef } from './kinds';

/** An object that another one of Flux' objects needs. */
export interface Reference {
  readonly manifest: Manifest;
  /** `group/Kind` of what is needed. */
  readonly kind: string;
  readonly name: string;
  /** The namespace that it is looked for in. */
  readonly namespace: string | undefined;
  /** The field that names it. */
  readonly path: string;
  /** Whether the field names another namespace than its own. */
  readonly leaves: boolean;
}

const SOURCES = 'source.toolkit.fluxcd.io';

/** Whatever names a source, a scanned image or a thing to wait for. */
export const referencesOf = readOnce((manifests: Manifests): readonly Reference[] => [
  ...manifests
    .of('kustomize.toolkit.fluxcd.io/Kustomization')
    .flatMap((one) => [
      toSource(one, one.object.spec.sourceRef, 'spec.sourceRef'),
      ...dependencies(one, one.object.spec.dependsOn, 'kustomize.toolkit.fluxcd.io/Kustomization'),
    ]),
  ...manifests.of('helm.toolkit.fluxcd.io/HelmRelease').flatMap((one) => {
    const { chartRef, chart, dependsOn } = one.object.spec;
    return [
      ...(chartRef ? [toSource(one, chartRef, 'spec.chartRef')] : []),
      ...(chart ? [toSource(one, chart.spec.sourceRef, 'spec.chart.spec.sourceRef')] : []),
      ...dependencies(one, dependsOn, 'helm.toolkit.fluxcd.io/HelmRelease'),
    ];
  }),
  ...manifests.of('image.toolkit.fluxcd.io/ImageUpdateAutomation').map((one) => {
    const ref = { kind: 'GitRepository', ...one.object.spec.sourceRef };
    return toSource(one, ref, 'spec.sourceRef');
  }),
  ...manifests.of('image.toolkit.fluxcd.io/ImagePolicy').map((one) => {
    const kind = 'image.toolkit.fluxcd.io/ImageRepository';
    return reference(one, kind, one.object.spec.imageRepositoryRef, 'spec.imageRepositoryRef');
  }),
]);

function toSource(manifest: Manifest, ref: SourceRef, path: string): Reference {
  return reference(manifest, `${SOURCES}/${ref.kind}`, ref, path);
}

function dependencies(manifest: Manifest, dependsOn: readonly Dependency[] = [], kind: string): readonly Reference[] {
  return dependsOn.map((one, i) => reference(manifest, kind, one, `spec.dependsOn[${i}]`));
}

function reference(manifest: Manifest, kind: string, { name, namespace }: Dependency, path: string): Reference {
  const own = manifest.object.metadata.namespace;
  return {
    manifest,
    kind,
    name,
    namespace: namespace ?? own,
    path,
    leaves: namespace !== undefined && namespace !== own,
  };
}
