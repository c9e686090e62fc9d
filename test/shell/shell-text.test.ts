import { execFileSync } from 'node:child_process';
import { type Insert, ShellPiece, ShellVariable, shellText } from '../../lib/shell';
import * as fc from '../property';

const user = new ShellVariable('USER_NAME', '$(params.user)');

/** A template as its author writes it, with `raw` texts. */
function sh(strings: TemplateStringsArray, ...inserts: readonly Insert[]): string {
  return shellText('sh', strings.raw, inserts);
}

test('takes off the indentation that all lines have, and what stands empty around them', () => {
  const text = sh`
    if true; then
      echo ${user}

    fi
  `;
  expect(text).toBe('if true; then\n  echo "$USER_NAME"\n\nfi');
});

test('writes a variable and a text for the place where they stand', () => {
  expect(sh`a=${user} b="<${user}>" c=${"it's"} d="${'a"b$c'}" e='${"it's"}'`).toBe(
    `a="$USER_NAME" b="<\${USER_NAME}>" c='it'\\''s' d="a\\"b\\$c" e='it'\\''s'`,
  );
  expect(sh`
    cat <<END
    ${user} ${'$5'}
    END
  `).toBe('cat <<END\n${USER_NAME} \\$5\nEND');
  expect(sh`run ${['a b', user, 'c']}`).toBe(`run 'a b' "$USER_NAME" c`);
});

test('follows what it has written: a sign behind a word begins no comment, a piece may leave a quote open', () => {
  expect(sh`echo ${'a'}#b ${user}`).toBe('echo a#b "$USER_NAME"');
  expect(sh`${new ShellPiece('cat <<END')}
<${user}>
END`).toBe('cat <<END\n<${USER_NAME}>\nEND');
});

test.each<readonly [string, () => string, string]>([
  [
    'a variable in single quotes',
    () => sh`echo '${user}'`,
    'sh: expected a reference as a word or in double quotes, got "$(params.user) in single quotes"; give it to a variable first: name=${…}',
  ],
  [
    'a variable in a comment',
    () => sh`true # ${user}`,
    'sh: expected a reference as a word or in double quotes, got "$(params.user) in a comment"; give it to a variable first: name=${…}',
  ],
  [
    'a text in backticks',
    () => sh`echo \`${'a'}\``,
    'sh: expected a literal of one line, as a word or in quotes, got "a in backticks"; give it to a variable first: name=${…}',
  ],
  [
    'a text of two lines in a here-document',
    () => shellText('sh', ['cat <<END\n', '\nEND'], ['END\nrm -r /']),
    'sh: expected a literal of one line, as a word or in quotes, got "END\\nrm -r / in a here-document"; give it to a variable first: name=${…}',
  ],
  ['a list in quotes', () => sh`echo "${['a', 'b']}"`, 'sh: expected a list of words outside quotes, got ["a","b"]'],
  [
    'a piece in quotes',
    () => sh`echo "${new ShellPiece('ls')}"`,
    'sh: expected a piece of sh outside quotes, got "ls"; put it on a line of its own',
  ],
])('refuses %s', (_, write, message) => {
  expect(write).toThrow(message);
});

test('what is inserted reaches the program as it is, and is never run', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (value) => {
      fc.pre(!value.includes('\0'));
      const script = sh`printf '%s|' ${value} "${value}" '${value}'`;
      const read = execFileSync('sh', ['-c', script], { env: {}, encoding: 'utf8' });
      expect(read).toBe(`${value}|${value}|${value}|`);
    }),
    { numRuns: 40 },
  );
});
