import { commandsOf, tryShellScript } from '../../../lib/systems/tekton/step-script';

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
