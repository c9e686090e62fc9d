import { problem, type Rule } from '../../../audit';
import { Ignored } from '../ignored';
import { at } from '../place';
import { copiedFrom } from '../copies';
import { eachInstruction } from './each';
import { dockerfile, GO } from './examples';

export const copiedButIgnored: Rule = {
  id: 'DKR009',
  severity: 'error',
  title: 'a file is copied that the .dockerignore keeps from the build',
  why: 'the build stops: the file is not found',
  repair: 'let it through in the .dockerignore, or do not copy it',
  reference: 'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
  good: { files: { ...dockerfile(GO, 'COPY go.mod ./').files, '.dockerignore': '**\n!go.mod\n' } },
  bad: { files: { ...dockerfile(GO, 'COPY go.mod ./').files, '.dockerignore': '**\n!go.sum\n' } },
  check: eachInstruction(['COPY', 'ADD'], (instruction, _, file, assembly) => {
    const ignored = Ignored.tryFor(file, assembly);
    if (!ignored) return [];
    return copiedFrom(instruction)
      .filter((path) => path !== '.' && ignored.covers(path) && !ignored.letsThroughBelow(path))
      .map((path) =>
        problem(
          at(file, instruction.line, instruction.keyword),
          `"${path}" is copied, and ${ignored.file.path} keeps it from the build`,
          `add "!${path}" at the end of ${ignored.file.path}`,
        ),
      );
  }),
};
