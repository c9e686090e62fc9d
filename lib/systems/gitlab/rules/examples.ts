import { type Example } from '../../../audit';

/** An image as it should be named. */
export const PINNED = `registry.example.com/tools/ci:1.4@sha256:${'4d1f'.repeat(16)}`;

/** A project with a pipeline, and perhaps other files. */
export function ci(text: string, files: Readonly<Record<string, string>> = {}): Example {
  return { files: { '.gitlab-ci.yml': text.replace(/^\n/, ''), ...files } };
}

/** A pipeline of one job that runs some commands. */
export function running(...commands: readonly string[]): Example {
  return ci(['release:', `  image: ${PINNED}`, '  script:', ...commands.map((one) => `    - ${one}`), ''].join('\n'));
}
