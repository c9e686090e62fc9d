import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachInstruction } from './each';
import { dockerfile, GO } from './examples';

export const triggerForOthers: Rule = {
  id: 'DKR025',
  severity: 'advice',
  title: 'the image makes others build what they did not write',
  why: 'ONBUILD runs in the builds of those who start from the image, where nobody looks for it',
  repair: 'let those who build write the step themselves',
  reference: 'https://docs.docker.com/reference/dockerfile/#onbuild',
  good: dockerfile(GO, 'RUN go build .'),
  bad: dockerfile(GO, 'ONBUILD RUN go build .'),
  check: eachInstruction(['ONBUILD'], ({ text, line }, _, file) => [
    problem(
      at(file, line, 'ONBUILD'),
      `ONBUILD ${text.split('\n')[0]} runs in the builds of others`,
      'write the step where it is meant',
    ),
  ]),
};
