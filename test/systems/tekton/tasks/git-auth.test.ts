import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitAuth } from '../../../../lib/systems/tekton/tasks';
import { newFolder } from '../../../folder';
import { GitopsServer } from './gitops-server';
import { promote, recordStep, values } from './promotion-run';
import { runStep } from './step-run';

test('ssh gets a key that nobody else can read, and refuses hosts that it does not know', async () => {
  const server = new GitopsServer();
  const { home } = await promote(server);
  expect(readFileSync(join(home, 'key'), 'utf8')).toBe('the key\n');
  expect(statSync(join(home, 'key')).mode & 0o777).toBe(0o600);
  const [call = ''] = readFileSync(join(server.programs, 'ssh.log'), 'utf8').split('\n');
  expect(call).toMatch(
    new RegExp(
      `^-F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -i ${home}/key -o UserKnownHostsFile=/\\S+/known_hosts (-o SendEnv=GIT_PROTOCOL )?git@github.com git-upload-pack 'acme/gitops.git'$`,
    ),
  );
});

test('a token is answered by a program, and stands in no URL and no environment', async () => {
  const credentials = newFolder();
  writeFileSync(join(credentials, 'username'), 'x-access-token');
  writeFileSync(join(credentials, 'password'), 'the token');
  const record = recordStep({ gitAuth: GitAuth.basic() });
  const { home } = await runStep(record, {
    ...values(new GitopsServer()),
    workspaces: { git: credentials },
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.https.allow', GIT_CONFIG_VALUE_0: 'never' },
  });
  const ask = async (question: string): Promise<string> =>
    (
      await runStep(
        { name: 'ask', image: '', script: `#!/bin/sh\n${home}/askpass "${question}"\n` },
        { env: { GIT_CREDENTIALS: credentials } },
      )
    ).stdout;
  expect(await ask("Username for 'https://github.com': ")).toBe('x-access-token');
  expect(await ask("Password for 'https://x-access-token@github.com': ")).toBe('the token');
  expect(record.script).toContain('https://github.com/acme/gitops.git refs/heads/main');
});
