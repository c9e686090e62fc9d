import { programOf, shellCommands, tryPurpose } from '../../lib/shell';
import * as fc from '../property';

const read = (script: string): string[] =>
  shellCommands(script).map(({ words, then }) => `${words.join('|')} ${then}`.trim());

test.each([
  ['a b; c', ['a|b ;', 'c']],
  ['a && b || c', ['a &&', 'b ||', 'c']],
  ['a 2>&1 | b', ['a|2>&1 |', 'b']],
  ['a &>log', ['a|&>log']],
  ['a |\n b', ['a |', 'b']],
  ['a \\\n b', ['a|b']],
  ['a \'b; c\' "d | e" f\\;g', ['a|b; c|d | e|f;g']],
  ['a "$(b | c)" `d;e` ${f;g}', ['a|$(b | c)|`d;e`|${f;g}']],
  ['a # b | c\nd', ['a ;', 'd']],
  ['cat <<EOF | a\nb | c\nEOF\nd', ['cat |', 'a ;', 'd']],
  ["cat <<-'END'\n\tb; c\n\tEND\nd", ['cat ;', 'd']],
  ['if a; then b; fi', ['a ;', 'b ;', 'fi']],
  ['( a; b ) || c', ['a ;', 'b ||', 'c']],
  ['{ a; } | b', ['a |', 'b']],
  ['case "$a" in\n b|c) d ;;\n *) e ;;\nesac', ['case|$a|in ;', 'd ;;', 'e ;;', 'esac']],
  ['a=(b c) d', ['a=(b c)|d']],
  ['a<<<b', ['a<<<b']],
  ['', []],
])('reads %j', (script, commands) => {
  expect(read(script)).toEqual(commands);
});

test('knows which commands the script asks about', () => {
  expect(
    shellCommands('if ! a; then b; fi; while c; do d; done').map(({ words, asked = false }) => [words[0], asked]),
  ).toEqual([
    ['a', true],
    ['b', false],
    ['fi', false],
    ['c', true],
    ['d', false],
    ['done', false],
  ]);
});

test('never fails, and keeps plain words', () => {
  fc.assert(
    fc.property(fc.string(), (script) => {
      expect(shellCommands(script)).toEqual(shellCommands(script));
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9./=-]+$/), { minLength: 1 }), (words) => {
      const kept = words.filter((word) => !/^(then|do|if)$/.test(word));
      fc.pre(kept.length === words.length);
      expect(shellCommands(`run ${words.join(' ')}`)).toEqual([{ words: ['run', ...words], then: '' }]);
    }),
  );
});

test.each([
  [['CGO_ENABLED=0', '/usr/bin/go', 'test', './...'], 'go', 'test'],
  [['trivy', '--quiet', 'image', 'a'], 'trivy', 'scan'],
  [['cosign', 'verify', 'a'], 'cosign', 'verify'],
  [['cosign', 'attest', 'a'], 'cosign', 'attest'],
  [['cosign', 'tree', 'a'], 'cosign', undefined],
  [['./gradlew', 'check'], 'gradlew', 'test'],
  [['echo', 'go', 'test'], 'echo', undefined],
])('%j runs %s for %s', (words, program, purpose) => {
  expect(programOf({ words, then: '' })).toBe(program);
  expect(tryPurpose({ words, then: '' })).toBe(purpose);
});
