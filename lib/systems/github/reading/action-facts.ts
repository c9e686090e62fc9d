import { tryTheft } from '../action-thefts';
import { actionName, type Uses } from './uses';
import { type StepInFile } from './workflow-file';

/** The actions of well-known purposes, by name without version. */
const IMAGE_BUILD = ['docker/build-push-action'];
const BAKE = ['docker/bake-action'];
export const METADATA = 'docker/metadata-action';
export const TRIVY = 'aquasecurity/trivy-action';
export const UPLOAD_SARIF = 'github/codeql-action/upload-sarif';

/** Whether a step uses an action of a name, whatever its version. */
export function usesAction({ uses }: StepInFile, ...names: readonly string[]): boolean {
  return uses?.kind === 'repository' && names.includes(actionName(uses));
}

/** Whether a step builds an image by one of Docker's actions. */
export function buildsImage(step: StepInFile): boolean {
  return usesAction(step, ...IMAGE_BUILD);
}

/** Whether a step builds the images of a bake file, which says more than the workflow does. */
export function bakesImages(step: StepInFile): boolean {
  return usesAction(step, ...BAKE);
}

/** The major version that a reference by tag names: 4 of `v4.2.1`; of a commit, that of its comment. */
export function tryMajor(step: StepInFile): number | undefined {
  const { uses } = step;
  if (uses?.kind !== 'repository') return undefined;
  const version = uses.form === 'tag' ? uses.ref : tryVersionComment(step);
  const major = /^v?(\d+)(\.|$)/.exec(version ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** The version that stands as a comment behind a commit. */
export function tryVersionComment({ file, path }: StepInFile): string | undefined {
  return /@[\da-f]{40}['"]?\s+#\s*(?:tag=|ratchet:\S*@)?(v?\d[\w.-]*)/.exec(file.place.lineText(`${path}.uses`))?.[1];
}

/** The last major version of each action that was made for Node.js 20, which runners no longer have. */
export const LAST_OF_NODE_20: Readonly<Record<string, number>> = {
  'actions/checkout': 4,
  'actions/setup-go': 5,
  'actions/setup-node': 4,
  'actions/setup-python': 5,
  'actions/setup-java': 4,
  'actions/cache': 4,
  'actions/upload-artifact': 4,
  'actions/download-artifact': 4,
  'actions/github-script': 7,
  'docker/setup-buildx-action': 3,
  'docker/setup-qemu-action': 3,
  'docker/login-action': 3,
  'docker/metadata-action': 5,
  'docker/build-push-action': 6,
  'github/codeql-action/upload-sarif': 3,
  'github/codeql-action/init': 3,
  'github/codeql-action/analyze': 3,
  'aws-actions/configure-aws-credentials': 5,
  'peter-evans/create-pull-request': 7,
  'slackapi/slack-github-action': 2,
};

/** References that resolve to nothing: the tag was removed, or never was, or the repository is not there. */
export function tryGone(uses: Uses): string | undefined {
  if (uses.kind !== 'repository') return undefined;
  const removed = tryTheft(uses.repository)?.removed;
  if (removed?.tags.test(uses.ref)) return removed.reason;
  return GONE.find(({ repository, ref }) => repository === uses.repository && ref.test(uses.ref))?.reason;
}

const GONE: readonly { readonly repository: string; readonly ref: RegExp; readonly reason: string }[] = [
  { repository: 'aevea/action-kaniko', ref: /^v\d+$/, reason: 'it has no tags of major versions' },
  { repository: 'gabriel-vasile/kustomize-action', ref: /^/, reason: 'there is no such action' },
];

/** Actions that nobody keeps any more, and what took their place. */
export const ABANDONED: Readonly<Record<string, string>> = {
  'aevea/action-kaniko': 'docker/build-push-action: kaniko itself is archived',
  'actions/create-release': 'gh release create',
  'actions/upload-release-asset': 'gh release upload',
  'actions/setup-ruby': 'ruby/setup-ruby',
  'actions-rs/toolchain': 'rustup, which runners have',
  'actions-rs/cargo': 'cargo, which runners have',
  'actions-rs/clippy-check': 'cargo clippy',
  'actions-rs/audit-check': 'rustsec/audit-check',
};
