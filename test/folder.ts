import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, which is gone again when the tests of a file are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  made.push(folder);
  return folder;
}

/** A new folder in which the library makes its temporary ones, until mocks are restored. Node does not see the TMPDIR of a test. */
export function newTemporaryFolder(): string {
  const folder = newFolder();
  jest.spyOn(jest.requireActual<{ tmpdir: typeof tmpdir }>('node:os'), 'tmpdir').mockReturnValue(folder);
  return folder;
}
