/** Puts a thing behind those that an index already holds under its key. */
export function addTo<K, T>(index: Map<K, T[]>, key: K, thing: T): void {
  const before = index.get(key);
  if (before) before.push(thing);
  else index.set(key, [thing]);
}

/** Things by their key, in their order, as `Map.groupBy` of later versions of Node; what has no key is left out. */
export function grouped<K, T>(things: Iterable<T>, keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const index = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key !== undefined) addTo(index, key, thing);
  }
  return index;
}
