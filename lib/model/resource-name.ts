import { invalid } from './invalid';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Gives the name back, or throws `place: expected …` unless it is a DNS label of at most `longest` characters.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function dnsLabel(place: string, name: string, longest = 63): string {
  if (!LABEL.test(name) || name.length > longest) {
    throw invalid(
      place,
      `1 to ${longest} lower-case letters, digits and "-", beginning and ending with a letter or digit`,
      name,
    );
  }
  return name;
}
