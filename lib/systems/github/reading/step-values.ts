import { evaluate, type Lookup } from './evaluation';
import { type ContextPath, expressionsIn } from './references';
import { type StepInFile } from './workflow-file';

/** The environment of a step, as far as the file declares it: its own before that of its job and of the workflow. */
export function environmentOf(step: StepInFile): Readonly<Record<string, string>> {
  return { ...step.file.env, ...step.job?.env, ...step.env };
}

/** What a name of the `env` context stands for: the last declaration before the step. */
export function tryEnvironment(step: StepInFile, name: string): string | undefined {
  const all = environmentOf(step);
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

/**
 * A text with the values of `env` put in, and the spaces in the braces of all other expressions taken out: so two
 * texts that name the same image are equal.
 */
export function resolved(step: StepInFile, text: string, depth = 0): string {
  let result = '';
  let at = 0;
  for (const piece of expressionsIn(text)) {
    const [context, name] = piece.expression ? pathOf(piece.text) : [];
    const value = context === 'env' && name !== undefined && depth < 5 ? tryEnvironment(step, name) : undefined;
    result += text.slice(at, piece.at);
    result += value === undefined ? `\${{${piece.text.replace(/\s+/g, '')}}}` : resolved(step, value, depth + 1);
    at = piece.at + piece.whole.length;
  }
  return result + text.slice(at);
}

function pathOf(text: string): ContextPath {
  return /^[\w.-]+$/.test(text) ? text.split('.') : [];
}

/** What an input of an action is, `true` or `false`, where the file decides it on an occasion. */
export function tryFlag(text: string | undefined, lookup: Lookup = () => undefined): boolean | undefined {
  if (text === undefined) return false;
  if (/^\s*(true|false)\s*$/i.test(text)) return text.trim().toLowerCase() === 'true';
  const [piece, ...more] = expressionsIn(text);
  if (!piece?.expression || more.length > 0 || piece.whole !== text.trim()) return undefined;
  const value = evaluate(piece.expression, lookup);
  return value === undefined ? undefined : String(value).toLowerCase() === 'true';
}

/** The lines of a list input; a single line may hold commas, as the actions of Docker take them. */
export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
