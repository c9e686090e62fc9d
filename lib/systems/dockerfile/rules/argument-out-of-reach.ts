import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { argumentsOutOfReach } from '../scope';
import { eachStage } from './each';
import { dockerfile, GO } from './examples';

export const argumentOutOfReach: Rule = {
  id: 'DKR020',
  severity: 'warning',
  title: 'an ARG from before the first stage is used inside one',
  why: 'it is empty there: the version is missing from the program, or a path begins at the root, and the build goes on',
  repair: 'declare it again inside the stage, without a value',
  reference: 'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
  good: dockerfile('ARG VERSION=1.2', GO, 'ARG VERSION', 'RUN go build -ldflags="-X main.version=$VERSION" .'),
  bad: dockerfile('ARG VERSION=1.2', GO, 'RUN go build -ldflags="-X main.version=$VERSION" .'),
  check: eachStage((stage, file) =>
    argumentsOutOfReach(stage, file).map(({ name, instruction }) =>
      problem(
        at(file, instruction.line, instruction.keyword),
        `$${name} is empty here: its ARG stands before the first FROM`,
        `write ARG ${name} into the stage`,
      ),
    ),
  ),
};
