import { invalid } from './invalid';

/**
 * Checks the name of a branch or tag, as git writes it behind `refs/heads/` or `refs/tags/`. Throws `<place>: …`.
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function refName(place: string, name: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/.test(name) || /\.\.|\/\/|\/$|\.$|\.lock$/.test(name)) {
    throw invalid(place, 'the name of a branch or tag, without wildcard', name);
  }
  return name;
}
