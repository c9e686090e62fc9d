import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { allFindings } from './findings';
test('show', () => {
  const out: string[] = [];
  const repo = '/work/.mirror/konflux-ci+build-definitions/repo';
  const git = (...args: string[]) => execFileSync('git', ['--git-dir', repo, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
  for (const f of git('ls-tree', '-r', 'HEAD', '--name-only').split('\n').filter((x) => /ya?ml$/.test(x))) {
    const text = git('show', `HEAD:${f}`);
    try { for (const one of allFindings(text)) out.push(`${f}: ${one}`); } catch (e) { out.push(`${f}: CRASH ${String(e)}`); }
  }
  writeFileSync('/tmp/konflux.txt', out.join('\n'));
}, 240000);
