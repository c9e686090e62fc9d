import { fencesOf, fieldLines } from '../../lib/assembly';

const TEXT = `apiVersion: v1
kind: Service
metadata:
  annotations:
    app: x
    app.kubernetes.io/name: api
spec:
  ports:
    - port: 80
      name: http
    - port: 81
---
apiVersion: v1
kind: List
items:
  - kind: A
    spec: { a: 1,
      b: 2 }
`;

function linesOf(line: number, ...paths: string[]): number[] {
  return fieldLines(
    [{ text: TEXT, firstLine: 1 }],
    paths.map((path) => ({ line, path })),
  );
}

test('finds fields, items of lists and keys with dots', () => {
  expect(
    linesOf(
      1,
      'kind',
      'spec.ports[1].port',
      'spec.ports[0].name',
      'metadata.annotations.app.kubernetes.io/name',
      'metadata.annotations["app.kubernetes.io/name"]',
      'metadata.annotations.app',
    ),
  ).toEqual([2, 11, 10, 6, 6, 5]);
});

test('names the nearest field around one that is not there', () => {
  expect(linesOf(1, 'spec.selector', 'spec.ports[7].port', 'nothing', 'metadata.annotations.app.more')).toEqual([
    7, 8, 1, 5,
  ]);
});

test('finds fields of the items of a list, and leaves the line of what is not there as it is', () => {
  expect(linesOf(16, 'spec.b')).toEqual([18]);
  expect(linesOf(99, 'spec.b')).toEqual([99]);
});

test('follows aliases', () => {
  const text = 'a: &a\n  b: 1\nkind: { c: *a }\nd: *a\n';
  expect(fieldLines([{ text, firstLine: 1 }], [{ line: 1, path: 'd.b' }])).toEqual([2]);
});

test('counts lines of a passage in its file', () => {
  expect(fieldLines([{ text: 'a:\n  b: 1\n', firstLine: 10 }], [{ line: 10, path: 'a.b' }])).toEqual([11]);
});

test('finds the fences of a Markdown text that may hold objects, with their lines', () => {
  const markdown = [
    'text',
    '```yaml title="a"',
    'a: 1',
    '```',
    '- item',
    '',
    '  ~~~',
    '  b:',
    '    c: 1',
    '  ~~~',
    '```sh',
    'echo',
    '```',
    '> ```json',
    '> {}',
    '> ```',
    '````yml',
    '```',
    '````',
    '```yaml',
    'open: 1',
  ].join('\n');
  expect(fencesOf(markdown)).toEqual([
    { text: 'a: 1', firstLine: 3 },
    { text: 'b:\n  c: 1', firstLine: 8 },
    { text: '{}', firstLine: 15 },
    { text: '```', firstLine: 18 },
    { text: 'open: 1', firstLine: 21 },
  ]);
});
