import { type Problem, type Rule } from '../../../audit';
import { buildsImage } from '../reading/action-facts';
import { fieldTexts } from '../reading/field-texts';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, CHECKOUT, workflow } from './examples';
import { atStep, eachStep } from './places';

const build = (push: string): string =>
  `- uses: ${CHECKOUT}\n- uses: ${BUILD_PUSH}\n  id: build\n  with: { ${push}context: ., tags: 'ghcr.io/acme/order-service:main' }\n- run: echo "$DIGEST"\n  env: { DIGEST: '\${{ steps.build.outputs.digest }}' }\n`;

export const buildUnpushed: Rule = {
  id: 'GHA180',
  severity: 'error',
  title: 'the digest of a build is read whose image goes nowhere',
  why: 'without push, load or outputs BuildKit keeps the result in its cache: whoever asks a registry for the digest finds nothing',
  repair: 'push it',
  reference: 'https://docs.docker.com/build/exporters/',
  good: workflow({ permissions: '{ contents: read, packages: write }', steps: build('push: true, ') }),
  bad: workflow({ steps: build('') }),
  check: (assembly) => eachStep(assembly, judge),
};

function judge(step: StepInFile): Problem[] {
  const { id, job } = step;
  if (!buildsImage(step) || id === undefined || !job || KEEPS.some((name) => step.with[name] !== undefined)) return [];
  const read = `steps.${id}.outputs.digest`;
  const isRead = fieldTexts(step.file).some((one) => one.job === job && one.text.includes(read));
  if (!isRead) return [];
  return [
    atStep(step, 'with', `${step.title} builds an image and keeps it nowhere, and its digest is read`, 'push it'),
  ];
}

/** The inputs of which each gives the image to something. */
const KEEPS = ['push', 'load', 'outputs'];
