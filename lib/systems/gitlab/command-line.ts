import { partsOf, plainSh, type PlainValue, Variable, type Word } from '../../tools';
import { PlainScript } from '../../tools/plain-shell';

/** A tool's command line as one line of a script: texts are quoted, variables are read in quotes. */
export function commandLine(program: string, words: readonly Word<Variable>[]): PlainScript {
  return new PlainScript([quoted(program), ...words.map((word) => partsOf(word).map(quoted).join(''))].join(' '));
}

/** Several scripts, one after the other. */
export function together(...scripts: readonly PlainScript[]): PlainScript {
  return new PlainScript(scripts.map(({ text }) => text).join('\n'));
}

/** Environment variables for the commands that follow; each value is a word. */
export function exported(variables: Readonly<Record<string, Word<Variable>>>): PlainScript {
  const assignments = Object.entries(variables).map(
    ([name, word]) => `export ${name}=${partsOf(word).map(quoted).join('')}`,
  );
  return new PlainScript(assignments.join('\n'));
}

function quoted(part: PlainValue | string): string {
  return plainSh`${part}`.text;
}

/** What GitLab tells every job. */
export const CI = {
  /** The 40 hex digits of the commit. */
  commit: Variable.of('CI_COMMIT_SHA'),
  /** When it was committed, as RFC 3339. */
  commitTime: Variable.of('CI_COMMIT_TIMESTAMP'),
  /** The number of the pipeline on the whole instance. */
  pipeline: Variable.of('CI_PIPELINE_ID'),
  /** The number of the pipeline in the project: it grows with every pipeline. */
  pipelineNumber: Variable.of('CI_PIPELINE_IID'),
  /** The folder of the checkout. */
  checkout: Variable.of('CI_PROJECT_DIR'),
} as const;
