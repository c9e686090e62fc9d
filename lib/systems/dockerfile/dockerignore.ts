/** What no build needs, wherever a whole folder is copied: histories, secrets, what tools have made. */
const NEVER: readonly string[] = [
  '.git',
  '.github',
  '.gitlab-ci.yml',
  '.tekton',
  '**/.env',
  '**/.env.*',
  '**/*.pem',
  '**/*.key',
  '**/.npmrc',
  '**/.netrc',
  '**/node_modules',
  '**/.venv',
  '**/__pycache__',
  'target',
  'coverage.out',
  'coverage.xml',
  '*.sarif',
  'Dockerfile*',
  '.dockerignore',
];

/**
 * The `.dockerignore` of a build that copies these paths of its context: nothing else is sent to the builder. Where the
 * whole context is copied, all is sent but what no build needs.
 */
export function dockerignoreFor(paths: readonly string[]): string {
  const plain = [...new Set(paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, '')))];
  if (plain.includes('.') || plain.includes('')) return lines(NEVER);
  const never = NEVER.filter((pattern) => !plain.includes(pattern));
  return lines(['**', ...plain.sort().map((path) => `!${path}`), ...never]);
}

function lines(patterns: readonly string[]): string {
  return `${patterns.join('\n')}\n`;
}
