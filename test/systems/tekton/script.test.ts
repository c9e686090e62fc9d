import { execFileSync } from 'node:child_process';
import { bash, busybox, type Script, sh, StringRef, text } from '../../../lib/systems/tekton';
import * as fc from '../../property';

const ref = (name: string) =>
  new StringRef<'step'>(`$(params.${name})`, [{ kind: 'param', owner: {}, name }], `PARAM_${name.toUpperCase()}`);
const name = ref('name');
const other = ref('other');
const SECRET = 'leaked';

/** Runs the script with a value for each variable that it makes, as the pod would. */
function run(script: Script, values: Readonly<Record<string, string>>): string {
  const env = { PATH: process.env['PATH'] ?? '', SECRET, ...values };
  const options = { env, stdio: ['ignore', 'pipe', 'pipe'] as const };
  return execFileSync(script.shell, ['-c', script._render()], { ...options, stdio: [...options.stdio] }).toString();
}

test('adds the shebang, strict options and a newline, and takes the indentation away', () => {
  const script = bash`
    if true; then
      go test ${name}
    fi
  `;
  expect(script._render()).toBe('#!/usr/bin/env bash\nset -euo pipefail\nif true; then\n  go test "$PARAM_NAME"\nfi\n');
  expect([...script.variables]).toEqual([['PARAM_NAME', name]]);
  expect(script.sources).toEqual(name.sources);
});

test('a script for sh asks for pipefail where the shell knows it', () => {
  expect(sh`true`._render()).toBe(
    '#!/bin/sh\nset -eu\nif (set -o pipefail 2>/dev/null); then set -o pipefail; fi\ntrue\n',
  );
  expect(run(sh`echo ${name}`, { PARAM_NAME: 'a  b' })).toBe('a  b\n');
});

test('a script for busybox names its shell', () => {
  expect(busybox`echo ${1}`._render()).toBe('#!/busybox/sh\nset -euo pipefail\necho 1\n');
});

test('keeps backslashes, and the variables of the shell itself', () => {
  const script = bash`
    a=1
    printf '%s\n' "\${a}" \
      \`echo 2\`
  `;
  expect(script.text).toBe('a=1\nprintf \'%s\\n\' "${a}" \\\n  `echo 2`');
  expect(run(script, {})).toBe('1\n2\n');
});

test('quotes a reference for the place where it stands', () => {
  const script = bash`
    a=${name}; b="<${name}>"; c="$(printf '%s' ${name})"; d=x${name}y
    # it's a comment; the quote does not count
    e=$(case $a in (*) printf %s ${name};; esac)
    cat <<END
    it's <${name}>
    END
    cat <<-'END'
    \${PARAM_NAME}
    END
    echo \${#a} "\${a:-don't}" $(( 1 + 2 )) ${name}
  `;
  expect(script.text.split('\n')).toEqual([
    'a="$PARAM_NAME"; b="<${PARAM_NAME}>"; c="$(printf \'%s\' "$PARAM_NAME")"; d=x"$PARAM_NAME"y',
    "# it's a comment; the quote does not count",
    'e=$(case $a in (*) printf %s "$PARAM_NAME";; esac)',
    'cat <<END',
    "it's <${PARAM_NAME}>",
    'END',
    "cat <<-'END'",
    '${PARAM_NAME}',
    'END',
    'echo ${#a} "${a:-don\'t}" $(( 1 + 2 )) "$PARAM_NAME"',
  ]);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary-ascii' }).filter((value) => !value.includes('\0')),
  fc.constantFrom('$SECRET', '$(echo $SECRET)', '`echo $SECRET`', `'; echo $SECRET; '`, '"; echo $SECRET; "', '* ~ \\'),
);

test('never runs or splits what a reference holds', () => {
  const script = bash`
    printf '<%s>' ${name}
    printf '<%s>' "${name}"
    printf '<%s>' "$(printf '%s.' ${name})"
    cat <<END
    <${name}>
    END
  `;
  fc.assert(
    fc.property(hostile, (value) => {
      const plain = `<${value}><${value}><${value}.><${value}>\n`;
      expect(run(script, { PARAM_NAME: value })).toBe(plain);
    }),
    { numRuns: 60 },
  );
});

test('never runs or splits a literal', () => {
  fc.assert(
    fc.property(
      hostile.filter((value) => !value.includes('\n')),
      (value) => {
        const script = bash`
          printf '<%s>' ${value} "${value}" '${value}' ${[value, 7]}
          cat <<END
          <${value}>
          END
        `;
        expect(run(script, {})).toBe(`<${value}><${value}><${value}><${value}><7><${value}>\n`);
      },
    ),
    { numRuns: 60 },
  );
});

test('puts words and pieces of script in', () => {
  const setup = bash`
    cd ${other}
    umask 022
  `;
  const script = bash`
    ${setup}
    go test ${['-run', "it's"]} ${[]} ${name}
    ${[]}
  `;
  expect(script.text).toBe(['cd "$PARAM_OTHER"', 'umask 022', `go test -run 'it'\\''s'  "$PARAM_NAME"`].join('\n'));
  expect([...script.variables.keys()]).toEqual(['PARAM_OTHER', 'PARAM_NAME']);
});

test('names the variable of a joined text after all of it', () => {
  const script = bash`echo ${text`${name}:${other}`} ${text`${name}/reports`}`;
  expect([...script.variables].map(([variable, { expression }]) => [variable, expression])).toEqual([
    ['PARAM_NAME_PARAM_OTHER', '$(params.name):$(params.other)'],
    ['PARAM_NAME_REPORTS', '$(params.name)/reports'],
  ]);
});

test.each([
  ['single quotes', () => bash`echo '${name}'`, 'single quotes'],
  ['$-quotes', () => bash`echo $'${name}'`, 'single quotes'],
  ['a comment', () => bash`echo # ${name}`, 'a comment'],
  ['arithmetic', () => bash`echo $(( 1 + ${name} ))`, 'arithmetic'],
  ['an arithmetic command', () => bash`(( (1 + ${name}) ))`, 'arithmetic'],
  ['an expansion', () => bash`echo "\${a:-${name}}"`, '${…}'],
  ['backticks', () => bash`echo \`echo ${name}\``, 'backticks'],
  [
    'a quoted here-document',
    () => bash`cat <<'END'
    ${name}`,
    'a quoted here-document',
  ],
])('fails for a reference in %s', (_, make, place) => {
  expect(make).toThrow(
    `bash: expected a reference as a word or in double quotes, got "$(params.name) in ${place}"; give it to a variable first: name=\${…}`,
  );
});

test('fails for what the shell would read otherwise than it is written', () => {
  expect(() => bash`echo "${['a', 'b']}"`).toThrow('bash: expected a list of words outside quotes, got ["a","b"]');
  expect(() => bash`echo # ${'a'}`).toThrow(
    'bash: expected a literal of one line, as a word or in quotes, got "a in a comment"; give it to a variable first: name=${…}',
  );
  expect(
    () => bash`cat <<END
    ${'a\nEND'}`,
  ).toThrow('bash: expected a literal of one line, as a word or in quotes, got "a\\nEND in a here-document"');
  expect(() => bash`echo ${sh`true`}`).toThrow(
    'bash: expected a piece of bash outside quotes, got "true"; put it on a line of its own',
  );
  expect(() => bash`echo "${bash`true`}"`).toThrow('bash: expected a piece of bash outside quotes, got "true"');
});

test('fails for a Tekton expression in the text: it would be replaced inside the script', () => {
  const repair = 'pass the reference itself, or text`…`';
  expect(() => bash`go test $(params.package)`).toThrow(
    `bash: expected a text without Tekton expressions, got "$(params.package)"; ${repair}`,
  );
  expect(() => bash`echo ${'$(workspaces.source.path'}`).toThrow(
    `bash: expected a text without Tekton expressions, got "$(workspaces.source.path"; ${repair}`,
  );
  expect(bash`echo $(date) $(param) "$(results)"`.text).toBe('echo $(date) $(param) "$(results)"');
});

test('fails when two values would share one variable', () => {
  const twin = new StringRef<'step'>('$(params.Name)', [], 'PARAM_NAME');
  expect(() => bash`echo ${name} ${twin}`).toThrow(
    'bash: expected one value for the variable PARAM_NAME, got ["$(params.name)","$(params.Name)"]; name one of them in env',
  );
});
