import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..', '..');
const program = readFileSync(join(ROOT, 'apps', 'repository.ts'), 'utf8');

test('a repository gets its CI by at most 25 lines', () => {
  expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});

// The page is compiled and run with all examples of the documentation.
test('the README shows the program that is in apps', () => {
  const page = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(shown).toContain(program.replaceAll("'../lib'", "'slipway'").replaceAll("'../lib/systems/", "'slipway/"));
});
