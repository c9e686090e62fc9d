import * as yaml from 'yaml';
import { toYaml } from '../../lib/assembly/yaml';
import * as fc from '../property';

test('writes documents as they will be read', () => {
  const script = '#!/bin/sh\nset -eu\necho "$A"\n';
  expect(toYaml([{ kind: 'A', on: 'y', args: ['--x=1'], script }, { kind: 'B' }])).toBe(
    "kind: A\n'on': 'y'\nargs:\n  - '--x=1'\nscript: |\n  #!/bin/sh\n  set -eu\n  echo \"$A\"\n---\nkind: B\n",
  );
});

test.each([
  '1_000',
  '12e45',
  '12e4567',
  '0b1',
  '0o7',
  '010',
  '190:20:30',
  '1.5e3',
  '0x1F',
  'on',
  'No',
  '~',
  '',
  'null',
  '2026-01-01',
  '.inf',
  '=',
  '<<',
])('keeps the text %p a text, for readers of YAML 1.1 and 1.2', (text) => {
  expect(readBack(toYaml([{ text }]))).toEqual([{ text }, { text }]);
});

test.each([' \n', '  \n ', '\n \n', ' \na\n'])('keeps the text %j, spaces and all', (text) => {
  const document = { script: 'a\n', nested: [{ text }] };
  expect(readBack(toYaml([document]))).toEqual([document, document]);
});

test('means the same to readers of YAML 1.1 and 1.2, whatever the texts', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abefoxyn_.:-+eE \n#\'"') }));
  fc.assert(
    fc.property(fc.dictionary(text, text), (document) => {
      fc.pre(!Object.keys(document).includes('__proto__'));
      expect(readBack(toYaml([document]))).toEqual([document, document]);
    }),
    { numRuns: 500 },
  );
});

function readBack(text: string): unknown[] {
  return (['1.1', '1.2'] as const).map((version) => yaml.parse(text, { version, merge: false }) as unknown);
}
