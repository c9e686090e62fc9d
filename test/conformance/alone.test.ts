import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { alone } from '../../conformance/alone';

describe('alone', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-alone-'));
    lock = join(folder, 'of', 'a build.lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('lets the second begin when the first has ended', async () => {
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await setTimeout(10);
      seen.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([alone(lock, work('one')), alone(lock, work('two'))])).toEqual(['one', 'two']);
    expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
    expect(existsSync(lock)).toBe(false);
  });

  it('gives the lock back when the work fails', async () => {
    await expect(alone(lock, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(await alone(lock, () => Promise.resolve('done'))).toBe('done');
  });

  it('does not wait for a process that has ended', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await alone(lock, () => Promise.resolve());
    writeFileSync(lock, String(pid));
    expect(await alone(lock, () => Promise.resolve('done'))).toBe('done');
  });
});
