import { problem, type Rule } from '../../../audit';
import { at } from '../place';
import { declaredIn, type ReadInstruction } from '../reading';
import { eachInstruction } from './each';
import { dockerfile, GO } from './examples';

export const architectureFixed: Rule = {
  id: 'DKR011',
  severity: 'warning',
  title: 'the program is compiled for one architecture whatever the image is for',
  why: 'the image for arm64 then holds a program for amd64, and its pods end with "exec format error" on the first Graviton node',
  repair: 'declare ARG TARGETARCH and compile with GOARCH="$TARGETARCH"',
  reference: 'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
  good: dockerfile(GO, 'ARG TARGETARCH', 'RUN GOARCH="$TARGETARCH" go build ./cmd/api'),
  bad: dockerfile(GO, 'RUN GOARCH=amd64 go build ./cmd/api'),
  check: eachInstruction(['RUN', 'ENV'], (instruction, _, file) => {
    const architecture = architectureIn(instruction);
    if (architecture === undefined) return [];
    return [
      problem(
        at(file, instruction.line, instruction.keyword),
        `GOARCH is ${architecture} for every platform that the image is built for`,
        'declare ARG TARGETARCH, and write GOARCH="$TARGETARCH"',
      ),
    ];
  }),
};

/** The architecture that Go compiles for, where it is written out; a step that names several makes them on purpose. */
export function architectureIn({ keyword, text }: ReadInstruction): string | undefined {
  if (keyword === 'ENV') return declaredIn(text).find(([name, value]) => name === 'GOARCH' && isName(value))?.[1];
  const named = [...text.matchAll(/\bGOARCH=["']?(\w+)/g)].map(([, one]) => one);
  return new Set(named).size === 1 ? named[0] : undefined;
}

function isName(value: string | undefined): boolean {
  return value !== undefined && /^\w+$/.test(value);
}
