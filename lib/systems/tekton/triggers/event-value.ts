import { StringRef, variableOf, type Source } from '../reference';
import { sourcesIn, type Value } from '../value-type';

/** What a webhook brings: the owner of all values that a run takes from it. */
const WEBHOOK = {};

/** A value of the webhook's body, as the run that a TriggerTemplate makes is given it. */
export function eventValue(path: string): StringRef<'event'> {
  const source: Source = { kind: 'event', owner: WEBHOOK, name: path };
  return new StringRef<'event'>(`$(tt.params.${paramOf(path)})`, [source], variableOf(path));
}

/** The paths of the body that some params take their values from, each once. */
export function pathsIn(params: Readonly<Record<string, Value>>): readonly string[] {
  const sources = Object.values(params).flatMap(sourcesIn);
  return [...new Set(sources.filter((source) => source.owner === WEBHOOK).map((source) => source.name))];
}

/** What the TriggerTemplate calls the value at a path. */
export function paramOf(path: string): string {
  return path.replaceAll('.', '-');
}
