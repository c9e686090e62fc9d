import { Manifests, readAlikeOnce, readOnce } from '../../lib/assembly';

test('reads once for as long as it is asked about the same thing, also where nothing is found', () => {
  let readings = 0;
  const read = readOnce((manifests) => {
    readings += 1;
    return manifests.all.length > 0 ? 'something' : undefined;
  });
  const [one, other] = [new Manifests([]), new Manifests([])];
  expect([read(one), read(one), read(other)]).toEqual([undefined, undefined, undefined]);
  expect(readings).toBe(2);
});

test('reads things that are alike once in an assembly', () => {
  const readings: string[] = [];
  const read = readAlikeOnce(
    ({ text }: { readonly text: string }) => text,
    ({ text }) => {
      readings.push(text);
      return text === '' ? undefined : text.length;
    },
  );
  const [one, other] = [new Manifests([]), new Manifests([])];
  const things = ['up', '', 'up', ''].map((text) => ({ text }));
  expect(things.map((thing) => read(one, thing))).toEqual([2, undefined, 2, undefined]);
  expect(read(other, { text: 'up' })).toBe(2);
  expect(readings).toEqual(['up', '', 'up']);
});
