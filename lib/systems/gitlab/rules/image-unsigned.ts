import { problem, type Rule } from '../../../audit';
import { ci } from './examples';
import { pushesWithout } from './pushed-images';

export const imageUnsigned: Rule = {
  id: 'GLC020',
  severity: 'warning',
  title: 'a pipeline pushes an image that nothing signs',
  why: 'a cluster cannot tell it from an image that somebody else has pushed to the registry',
  repair: 'sign the digest that was scanned, with an id token for Sigstore',
  reference: 'https://docs.gitlab.com/ci/yaml/signing_examples/',
  good: ci(
    'build:\n  script: [docker push "$IMAGE"]\nsign:\n  script: [cosign sign --key awskms:///alias/ci "$IMAGE"]\n',
  ),
  bad: ci('build:\n  script: [docker push "$IMAGE"]\n'),
  check: (assembly) =>
    pushesWithout('sign', assembly).map((place) =>
      problem(place, 'no job of the pipeline signs the image', 'add a job that signs its digest'),
    ),
};
