/** Things that wait for each other, in order; the last one waits for the first. */
export type Circle<T> = readonly [T, ...T[]];

/** The circles in who waits for whom: one walk, however long the chains are, and each thing is left once. */
export function circlesIn<T>(waitsFor: ReadonlyMap<T, readonly T[]>): readonly Circle<T>[] {
  const circles: Circle<T>[] = [];
  const done = new Set<T>();
  for (const start of waitsFor.keys()) walk(start, waitsFor, done, circles);
  return circles;
}

function walk<T>(start: T, waitsFor: ReadonlyMap<T, readonly T[]>, done: Set<T>, circles: Circle<T>[]): void {
  const way: { readonly thing: T; readonly others: Iterator<T> }[] = [];
  const places = new Map<T, number>();
  const enter = (thing: T): void => {
    if (done.has(thing)) return;
    places.set(thing, way.length);
    way.push({ thing, others: (waitsFor.get(thing) ?? []).values() });
  };
  enter(start);
  for (let at = way.at(-1); at; at = way.at(-1)) {
    const other = at.others.next();
    if (other.done === true) {
      done.add(at.thing);
      places.delete(at.thing);
      way.pop();
      continue;
    }
    const place = places.get(other.value);
    if (place === undefined) enter(other.value);
    else circles.push([other.value, ...way.slice(place + 1).map(({ thing }) => thing)]);
  }
}
