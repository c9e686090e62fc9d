import { problem, type Rule } from '../../../audit';
import { example, object } from './examples';

const artifact = (fields: object): object =>
  object('source.toolkit.fluxcd.io/v1', 'OCIRepository', 'manifests', {
    interval: '1m',
    url: 'oci://ghcr.io/acme/manifests',
    ref: { tag: 'production' },
    ...fields,
  });

export const artifactUnverified: Rule = {
  id: 'FLX016',
  severity: 'warning',
  title: 'Flux applies an artifact whose signature it does not check',
  why: 'whoever can push to that tag of the registry writes what the cluster runs',
  repair: 'sign it with cosign, and name the signer in verify; or name the artifact by digest',
  reference: 'https://fluxcd.io/flux/components/source/ocirepositories/#verification',
  good: example(
    artifact({
      verify: {
        provider: 'cosign',
        matchOIDCIdentity: [
          { issuer: '^https://token\\.actions\\.githubusercontent\\.com$', subject: '^https://github\\.com/acme/.*$' },
        ],
      },
    }),
  ),
  bad: example(artifact({})),
  check: ({ manifests }) =>
    manifests
      .of('source.toolkit.fluxcd.io/OCIRepository')
      .filter(({ object: { spec } }) => spec.verify === undefined && spec.ref?.digest === undefined)
      .map((manifest) =>
        problem(manifest, 'it names neither a signer nor a digest', 'name the signer in verify', 'spec.verify'),
      ),
};
