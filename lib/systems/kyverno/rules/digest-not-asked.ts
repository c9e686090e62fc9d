import { type Rule, problem } from '../../../audit';
import { imagePolicy, objects } from './examples';

export const digestNotAsked: Rule = {
  id: 'KYV076',
  severity: 'warning',
  title: 'an image is verified by a tag that can move afterwards',
  why: 'Kyverno verifies what the tag names now, and the node pulls what it names then: between the two lies every restart of a pod',
  repair: 'leave verifyDigest at true, or let Kyverno write the digest with mutateDigest',
  reference: 'https://kyverno.io/docs/policy-types/image-validating-policy/',
  good: objects(imagePolicy({ validationConfigurations: { mutateDigest: false, verifyDigest: true } })),
  bad: objects(imagePolicy({ validationConfigurations: { mutateDigest: false, verifyDigest: false } })),
  check: ({ manifests }) =>
    manifests
      .of('policies.kyverno.io/ImageValidatingPolicy')
      .filter(({ object: { spec } }) => {
        const { verifyDigest, mutateDigest } = spec.validationConfigurations ?? {};
        return verifyDigest === false && mutateDigest === false;
      })
      .map((policy) =>
        problem(
          policy,
          'neither is a digest asked for nor is one written',
          'set verifyDigest: true',
          'spec.validationConfigurations.verifyDigest',
        ),
      ),
};
