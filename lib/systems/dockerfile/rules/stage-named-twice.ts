import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { eachStage } from './each';
import { dockerfile, GO, STATIC } from './examples';

export const stageNamedTwice: Rule = {
  id: 'DKR024',
  severity: 'error',
  title: 'two stages have one name',
  why: 'which of them is copied from depends on where the copy stands; BuildKit takes the one before it',
  repair: 'give each stage a name of its own',
  reference: 'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
  good: dockerfile(GO, STATIC),
  bad: dockerfile(GO, `${STATIC} AS build`),
  check: eachStage(({ name, index, from }, file) => {
    const first = file.stages.find((one) => one.name === name);
    if (name === undefined || !first || first.index === index) return [];
    return [
      problem(
        at(file, from.line, 'FROM'),
        `"${name}" is the stage of line ${first.from.line} already`,
        'give it another name',
      ),
    ];
  }),
};
