import { invalid } from '../../model';

/** The label that tells the pods of one service from those of another; every selector of this room is made of it. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/**
 * Gives the labels back, or throws `place.<key>: …` for what the API server would refuse.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkedLabels(
  place: string,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(labels)) {
    if (!KEY.test(key)) throw invalid(place, 'label keys such as "team" or "acme.dev/team"', key);
    if (!VALUE.test(value)) {
      throw invalid(`${place}.${key}`, 'up to 63 letters, digits, "-", "_" and ".", or nothing', value);
    }
  }
  return labels;
}

const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const SUBDOMAIN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*';
const KEY = new RegExp(`^(?:(?=.{1,253}/)${SUBDOMAIN}/)?${NAME}$`);
const VALUE = new RegExp(`^(?:${NAME})?$`);
