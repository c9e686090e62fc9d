import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder, updateFolder } from '../../lib/program/file-set';
import { newFolder } from '../folder';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

function contents(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(path.length + 1),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

test('makes a folder hold exactly the files, and leaves nothing beside it', () => {
  const dist = join(folder, 'a', 'dist');
  replaceFolder(
    dist,
    new Map([
      ['old.yaml', 'old'],
      ['x/kept.yaml', 'one'],
    ]),
  );
  replaceFolder(dist, new Map([['x/kept.yaml', 'two']]));
  expect(contents(folder)).toEqual({ 'a/dist/x/kept.yaml': 'two' });
});

test('keeps the old folder when the new one cannot be written', () => {
  const dist = join(folder, 'dist');
  replaceFolder(dist, new Map([['a.yaml', 'old']]));
  expect(() => {
    replaceFolder(
      dist,
      new Map([
        ['a.yaml', 'new'],
        ['a.yaml/b.yaml', 'impossible'],
      ]),
    );
  }).toThrow();
  expect(contents(folder)).toEqual({ 'dist/a.yaml': 'old' });
});

test.each(['file', 'link'])('refuses a %s where the folder should be', (kind) => {
  const target = join(folder, 'dist');
  mkdirSync(join(folder, 'elsewhere'));
  if (kind === 'file') writeFileSync(target, 'mine');
  else symlinkSync(join(folder, 'elsewhere'), target);
  expect(() => {
    replaceFolder(target, new Map([['a.yaml', 'x']]));
  }).toThrow(new Error(`Program.output: expected a folder, got "${target}"`));
});

test('updates its own files in a folder that others write into', () => {
  mkdirSync(join(folder, 'stacks'));
  writeFileSync(join(folder, 'stacks', 'lock'), 'theirs');
  updateFolder(
    folder,
    new Map([
      ['stacks/a.json', '{}'],
      ['manifest.json', '{}'],
    ]),
  );
  expect(contents(folder)).toEqual({ 'stacks/lock': 'theirs', 'stacks/a.json': '{}', 'manifest.json': '{}' });
});
