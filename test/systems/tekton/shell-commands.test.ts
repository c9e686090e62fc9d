import * as fc from 'fast-check';
import { programOf, shellCommands } from '../../../lib/systems/tekton/shell-commands';
import { commandsOf, tryShellScript } from '../../../lib/systems/tekton/step-script';
import { tryPurpose } from '../../../lib/systems/tekton/tool';

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

test.each([
  [{ script: 'a' }, { field: 'script', interpreter: 'sh', stops: true, pipefail: false }],
  [
    { script: '#!/usr/bin/env -S bash -eo pipefail\na' },
    { field: 'script', interpreter: 'bash', stops: true, pipefail: true },
  ],
  [
    { script: '#!/bin/bash\nset -o errexit\na' },
    { field: 'script', interpreter: 'bash', stops: true, pipefail: false },
  ],
  [
    { command: ['/bin/sh', '-c'], args: ['a'] },
    { field: 'args[0]', interpreter: 'sh', stops: false, pipefail: false },
  ],
  [{ command: ['bash', '-ec', 'a'] }, { field: 'command[2]', interpreter: 'bash', stops: true, pipefail: false }],
])('%j is a shell script', (container, facts) => {
  expect(tryShellScript(container)).toMatchObject(facts);
});

test('what is no shell is none', () => {
  expect([{ script: '#!/usr/bin/python3\na' }, { command: ['go', 'test'] }, {}].map(tryShellScript)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('without a command the image speaks', () => {
  expect(commandsOf({ image: 'ghcr.io/aquasecurity/trivy:1', args: ['image'] })).toEqual({
    field: 'args',
    commands: [{ words: ['trivy', 'image'], then: '' }],
  });
  expect(commandsOf({ script: '#!/usr/bin/python3\na' })).toEqual({ field: 'script', commands: [] });
});
