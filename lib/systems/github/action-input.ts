import { invalid } from '../../model';
import { Expr, literal, type Open, renderText, type Text, type Trust } from './expression';

/**
 * What an input of an action takes: a text, a number, a flag, a secret, texts a line each, texts between commas, data as
 * JSON, or one of some words.
 */
export type InputKind = 'text' | 'number' | 'flag' | 'secret' | 'lines' | 'list' | 'json' | readonly string[];

/** The declared inputs of an action, in its own spelling. */
export type ActionInputs = Readonly<Record<string, InputKind>>;

/** Data with expressions in it. */
export type Json = Text | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What may be given to an input. A secret goes to an input for secrets only, and nothing else does but expressions. */
export type InputValue<K extends InputKind> = K extends 'text'
  ? Text
  : K extends 'number'
    ? number | Open<number>
    : K extends 'flag'
      ? boolean | Open<boolean>
      : K extends 'secret'
        ? Expr<string>
        : K extends 'lines' | 'list'
          ? readonly Text[]
          : K extends 'json'
            ? Json
            : K extends readonly string[]
              ? K[number] | Open<K[number]>
              : never;

/** What a step gives to an action: all that it requires, any other input, nothing else. */
export type ActionValues<I extends ActionInputs, Q extends keyof I> = {
  readonly [N in Q]: InputValue<I[N]>;
} & { readonly [N in Exclude<keyof I, Q>]?: InputValue<I[N]> };

type Given = Json | Expr<string, Trust> | undefined;

/** As it stands under `with`. Throws `<place>: …` for a text with an expression in it, or a list entry of two. */
export function renderInput(place: string, kind: InputKind, value: Given): string | number | boolean {
  if (kind === 'json') return renderJson(place, value as Json);
  if (isEntries(value)) return value.map((entry) => renderEntry(place, kind, entry)).join(kind === 'list' ? ',' : '\n');
  if (value instanceof Expr || typeof value === 'string') return renderText(place, value);
  return typeof value === 'number' ? value : Boolean(value);
}

/** The expressions in a value, however deep. */
export function expressionsIn(value: unknown): readonly Expr[] {
  if (value instanceof Expr) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

function renderEntry(place: string, kind: InputKind, entry: Text): string {
  const rendered = renderText(place, entry);
  if (rendered.includes('\n') || (kind === 'list' && rendered.includes(','))) {
    throw invalid(place, kind === 'list' ? 'entries without a comma' : 'entries of one line', rendered);
  }
  return rendered;
}

/** JSON in which an expression writes its own quotes, so that nothing in its value can end the text. */
function renderJson(place: string, value: Json, indent = ''): string {
  if (value instanceof Expr) return `\${{ toJSON(${value.code}) }}`;
  if (typeof value === 'string') return JSON.stringify(literal(place, value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const rendered = isArray(value)
    ? value.map((entry) => renderJson(place, entry, inner))
    : Object.entries<Json>(value).map(
        ([key, entry]) => `${JSON.stringify(literal(place, key))}: ${renderJson(place, entry, inner)}`,
      );
  const [open, close] = isArray(value) ? '[]' : '{}';
  if (rendered.length === 0) return `${open}${close}`;
  return `${open}\n${inner}${rendered.join(`,\n${inner}`)}\n${indent}${close}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isEntries(value: Given): value is readonly Text[] {
  return Array.isArray(value);
}
