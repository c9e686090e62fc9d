import { type Rule } from '../../../audit';
import { imageWorkOf } from '../reading/image-work';
import { tagOf } from '../reading/image-order';
import { type StepScript, tryScript } from '../reading/step-script';
import { DIGEST, IMAGE, script, workflow, BUILD_PUSH } from './examples';
import { eachWorkflow, inScript } from './places';

const BUILD = `- uses: ${BUILD_PUSH}\n  id: build\n  with: { push: true, tags: '${IMAGE}:main' }\n`;
const permissions = '{ contents: read, id-token: write, packages: write }';

export const signedByTag: Rule = {
  id: 'GHA082',
  severity: 'error',
  title: 'an image is signed by its tag',
  why: 'between the push and the signature somebody else can move the tag: their image then has your signature',
  repair: 'sign the digest that the build gives',
  reference: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
  good: workflow({
    permissions,
    steps: `${BUILD}${script(`cosign sign --yes ${IMAGE}@"$DIGEST"`, `env: { DIGEST: '${DIGEST}' }`)}`,
  }),
  bad: workflow({ permissions, steps: `${BUILD}${script(`cosign sign --yes ${IMAGE}:main`)}` }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      imageWorkOf(file).flatMap(({ step, does, image = '' }) => {
        const script = tryScript(step);
        if ((does !== 'sign' && does !== 'attest') || !script || image.includes('@') || tagOf(image) === undefined)
          return [];
        if (image.startsWith('$') && !image.includes('/')) return [];
        return [
          inScript(
            script,
            wordIn(script, image, does),
            `${step.title} signs ${image}, a tag`,
            'sign the digest: registry/name@sha256:…',
          ),
        ];
      }),
    ),
};

/** Several images may be signed in one script: the end of the name tells them apart. */
function wordIn({ text }: StepScript, image: string, does: string): RegExp | string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return text.includes(name) ? name : new RegExp(`cosign ${does}`);
}
