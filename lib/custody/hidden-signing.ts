import { type StepInFile } from '../systems/github/reading/workflow-file';
import { type PlacedCommand } from './ci-job';

/** Whether a step uses an action that may sign images by itself: one of this repository, or of somebody less known. */
export function mayHideSigning({ uses }: StepInFile): boolean {
  if (uses === undefined) return false;
  return uses.kind !== 'repository' || !(SIGN_NOTHING.has(uses.owner) || SIGN_NOTHING.has(uses.repository));
}

/** Owners of actions, and actions, that sign no image without being seen to. */
const SIGN_NOTHING = new Set([
  ...['actions', 'github', 'docker', 'aws-actions', 'google-github-actions', 'azure', 'hashicorp', 'sigstore'],
  ...['anchore', 'aquasecurity', 'codecov', 'golangci', 'slackapi', 'step-security', 'peter-evans', 'softprops'],
  ...['astral-sh', 'ruby', 'gradle', 'helm', 'fluxcd', 'dorny', 'bufbuild', 'dtolnay', 'pnpm', 'oven-sh', 'zizmorcore'],
]);

/** Whether a command runs what this repository keeps, or a tool that runs what a file of it says. */
export function isOwnScript({ program, words }: PlacedCommand): boolean {
  if (RUNNERS.has(program)) return true;
  if (/^(bash|sh|zsh|python3?|node|deno|source|\.|exec|env)$/.test(program)) return !words.includes('-c');
  return /[/$]|\.(sh|py|js|ts)$/.test(program);
}

const RUNNERS = new Set([
  ...['make', 'just', 'task', 'mage', 'rake', 'bazel', 'earthly', 'dagger', 'nx', 'turbo', 'goreleaser', 'ko', 'pack'],
  ...['npm', 'yarn', 'pnpm', 'npx', 'gradle', 'gradlew', 'mvn', 'mvnw', 'skaffold', 'werf', 'nix', 'devbox', 'act'],
]);
