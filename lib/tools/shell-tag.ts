/**
 * The template tag that a CI system has for scripts: it puts values in so that the shell can only read them as values.
 * `V` is what may stand in a script, `S` the script. Texts and numbers are literals.
 */
export type ShellTag<V, S extends V> = (
  strings: TemplateStringsArray,
  ...values: readonly (V | string | number)[]
) => S;
