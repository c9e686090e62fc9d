import { fitsFilters, fitsPattern } from '../../../../lib/systems/github/reading/filter-pattern';

/** The cheat sheet of GitHub's documentation. */
test.each([
  ['feature/*', 'feature/my-branch', true],
  ['feature/*', 'feature/a/b', false],
  ['feature/**', 'feature/beta-a/my-branch', true],
  ['main', 'main', true],
  ['*', 'releases/10', false],
  ['**', 'all/the/branches', true],
  ['*feature', 'ver-10-feature', true],
  ['v2*', 'v2.9', true],
  ['v[12].[0-9]+.[0-9]+', 'v1.10.1', true],
  ['v[12].[0-9]+.[0-9]+', 'v3.1.0', false],
  ['*.jsx?', 'page.js', true],
  ['*.jsx?', 'page.jsx', true],
  ['**.js', 'src/js/app.js', true],
  ['docs/**/*.md', 'docs/hello.md', true],
  ['docs/**/*.md', 'docs/a/markdown/file.md', true],
  ['**/docs/**', 'docs/hello.md', true],
  ['**/*-post.md', 'path/their-post.md', true],
  ['\\*', '*', true],
])('%s and %s: %j', (pattern, name, fits) => {
  expect(fitsPattern(name, pattern)).toBe(fits);
});

test('the last filter that fits decides', () => {
  expect(
    ['releases/10', 'releases/10-alpha', 'dev'].map((name) => fitsFilters(name, ['releases/**', '!releases/**-alpha'])),
  ).toEqual([true, false, false]);
  expect(fitsFilters('README.md', ['*.md', '!README.md', 'README*'])).toBe(true);
});
