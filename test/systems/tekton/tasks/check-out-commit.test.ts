import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckOutCommit } from '../../../../lib/systems/tekton';
import { Toolbox } from '../../../../lib/tools';
import { newFolder } from '../../../folder';
import { git, GitopsServer } from './gitops-server';
import { gitops, stepOf, taskOf } from './rendered';
import { values } from './promotion-run';
import { runStep, type StepRun } from './step-run';

const task = taskOf((chart) => new CheckOutCommit(chart, 'check-out', { repository: gitops }));
const step = stepOf(task, 'check-out');

test('declares the commit, the folder and the key, and needs nothing but git', () => {
  expect(task.spec).toMatchObject({
    params: [{ name: 'revision', type: 'string' }],
    results: [{ name: 'commit' }, { name: 'committer-date' }],
    workspaces: [{ name: 'output' }, { name: 'git', readOnly: true }],
    stepTemplate: { securityContext: { runAsNonRoot: true, runAsUser: 65534, capabilities: { drop: ['ALL'] } } },
  });
  expect(task.metadata.name).toBe('check-out');
  expect(step.image).toBe(Toolbox.standard.tool('git').image.reference);
  expect(step.script).toContain('git@github.com:acme/gitops.git');
});

async function checkOut(server: GitopsServer, revision: string, output: string): Promise<StepRun> {
  const { workspaces, programs } = values(server);
  return runStep(step, { params: { revision }, workspaces: { ...workspaces, output }, programs });
}

test('leaves the commit with its whole history, and nothing of what was there', async () => {
  const server = new GitopsServer();
  server.commit('main.go', 'package main\n');
  const [head = '', first = ''] = server.commits;
  const output = newFolder();
  mkdirSync(join(output, '.cache'));
  writeFileSync(join(output, 'old'), '');
  const { code, stderr, result } = await checkOut(server, head, output);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(result('commit')).toBe(head);
  expect(result('committer-date')).toBe(git(output, 'log', '-1', '--format=tformat:%ct').trim());
  expect(readFileSync(join(output, 'main.go'), 'utf8')).toBe('package main\n');
  expect([existsSync(join(output, 'old')), existsSync(join(output, '.cache'))]).toEqual([false, false]);
  expect(git(output, 'rev-list', 'HEAD').trim().split('\n')).toEqual([head, first]);
});

test('gives an older commit where that is asked for', async () => {
  const server = new GitopsServer();
  server.commit('main.go', 'package main\n');
  const [, first = ''] = server.commits;
  const output = newFolder();
  const { code, result } = await checkOut(server, first, output);
  expect({ code, commit: result('commit'), newer: existsSync(join(output, 'main.go')) }).toEqual({
    code: 0,
    commit: first,
    newer: false,
  });
});

test.each(['main', '--upload-pack=x', ''])('refuses "%s", which is no commit', async (revision) => {
  const { code, stderr, result } = await checkOut(new GitopsServer(), revision, newFolder());
  expect({ code, stderr, commit: result('commit') }).toEqual({
    code: 1,
    stderr: `not a commit: ${revision}\n`,
    commit: undefined,
  });
});
