import { problem, type Rule } from '../../../audit';
import { example, object } from './examples';

/** What Flux 2.9 serves. */
const SERVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'source.toolkit.fluxcd.io': {
    GitRepository: 'v1',
    OCIRepository: 'v1',
    HelmRepository: 'v1',
    HelmChart: 'v1',
    Bucket: 'v1',
    ExternalArtifact: 'v1',
  },
  'kustomize.toolkit.fluxcd.io': { Kustomization: 'v1' },
  'helm.toolkit.fluxcd.io': { HelmRelease: 'v2' },
  'image.toolkit.fluxcd.io': { ImageRepository: 'v1', ImagePolicy: 'v1', ImageUpdateAutomation: 'v1' },
  'notification.toolkit.fluxcd.io': { Receiver: 'v1', Alert: 'v1beta3', Provider: 'v1beta3' },
};

const scanned = (version: string): object =>
  object(`image.toolkit.fluxcd.io/${version}`, 'ImageRepository', 'orders', {
    image: 'ghcr.io/acme/orders',
    interval: '5m',
  });

export const versionNotServed: Rule = {
  id: 'FLX001',
  severity: 'error',
  title: 'an object of Flux has a version that Flux 2.9 no longer serves',
  why: 'the API server has no such kind any more, and the whole folder is not applied',
  repair: 'write the version that is served; `flux migrate` changes what the cluster has stored',
  reference: 'https://fluxcd.io/flux/installation/upgrade/',
  good: example(scanned('v1')),
  bad: example(scanned('v1beta2')),
  check: ({ manifests }) =>
    manifests.ofGroups(...Object.keys(SERVED)).flatMap((manifest) => {
      const { apiVersion, kind } = manifest.object;
      const [group = '', version = ''] = apiVersion.split('/');
      const served = SERVED[group]?.[kind];
      if (served === undefined || served === version) return [];
      return [problem(manifest, `Flux 2.9 does not serve ${apiVersion}`, `write ${group}/${served}`, 'apiVersion')];
    }),
};
