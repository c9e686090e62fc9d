import { partsOf, type Word } from '../../../tools';
import { type StringRef, text, type Text } from '../reference';
import { type bash, type Script, type ScriptValue } from '../script';

/** A word of a tool's command line, with references of Tekton in it. */
export type StepWord = Word<StringRef<'step'>>;

/** A tool's command line as the arguments of a step without a shell. */
export function commandLine(words: readonly StepWord[]): readonly Text<'step'>[] {
  return words.map(oneText);
}

/** A tool's command line as a piece of a script, quoted for the given shell. */
export function shellLine(shell: typeof bash, words: readonly StepWord[]): Script<'step'> {
  const values = words.flatMap(partsOf);
  const between = words.flatMap((word) => partsOf(word).map((_, index) => (index === 0 ? ' ' : '')));
  return written(shell, ['', ...between.slice(1), ''], values);
}

function oneText(word: StepWord): Text<'step'> {
  const [first = '', ...rest] = partsOf(word);
  return rest.reduce<Text<'step'>>((before, part) => {
    if (typeof before === 'string' && typeof part === 'string') return before + part;
    return text<'step'>`${before}${part}`;
  }, first);
}

/** A template that is made here instead of written down. */
function written(
  shell: typeof bash,
  strings: readonly string[],
  values: readonly ScriptValue<'step'>[],
): Script<'step'> {
  return shell<'step'>(Object.assign([...strings], { raw: strings }), ...values);
}
