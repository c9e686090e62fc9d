import { type Rule, problem } from '../../../audit';
import { reachOf } from '../admission';
import { expressionsOf } from '../image-validating-policy-verification';
import { type ImageValidatingPolicyObject } from '../kinds';
import { imagePolicy, objects, signedBy } from './examples';

const CONTAINERS_ONLY = [{ expression: signedBy('signer1').replace(' + images.initContainers', '') }];

export const initContainersOpen: Rule = {
  id: 'KYV019',
  severity: 'error',
  title: 'init containers are not verified',
  why: 'the expressions speak of images.containers alone and nothing requires the rest: an unsigned init container runs first, with the secrets and volumes of the pod',
  repair:
    'verify images.containers + images.initContainers + images.ephemeralContainers, and leave validationConfigurations.required at true',
  good: objects(imagePolicy({ validationConfigurations: { required: true } })),
  bad: objects(imagePolicy({ validationConfigurations: { required: false }, validations: CONTAINERS_ONLY })),
  check: ({ manifests, platform }) => {
    // Before 1.19 the field is there and means nothing.
    const canRequire = platform.kyverno.isAtLeast('1.19');
    return manifests
      .of('policies.kyverno.io/ImageValidatingPolicy')
      .filter(({ object }) => reachOf(object.spec).pod !== 'no' && forgetsInitContainers(object))
      .filter(({ object }) => !canRequire || object.spec.validationConfigurations?.required === false)
      .map((policy) =>
        problem(
          policy,
          'its expressions verify images.containers only, and no setting requires that the others are verified',
          `verify images.initContainers and images.ephemeralContainers too${canRequire ? ', and set required: true' : ''}`,
          'spec.validations',
        ),
      );
  },
};

function forgetsInitContainers({ spec }: ImageValidatingPolicyObject): boolean {
  const text = expressionsOf(spec).join('\n');
  return /images\.containers\b/.test(text) && !/images\.initContainers\b/.test(text);
}
