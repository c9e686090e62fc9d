/** What a tool says against a right workflow, and why it is left so. */
export interface Acceptance {
  readonly judge: 'GitHub' | 'actionlint' | 'zizmor' | 'shellcheck';
  /** A part of the finding, in the tool's words. */
  readonly says: string;
  readonly reason: string;
}

/** All findings that somebody answers for; one that no tool makes any more must go. */
export const ACCEPTED: readonly Acceptance[] = [
  {
    judge: 'GitHub',
    says: "Unexpected value 'cache-mode'",
    reason: 'GitHub has it since September 2026; no version of its parser that is published knows it yet',
  },
  {
    judge: 'actionlint',
    says: 'unexpected key "queue" for "concurrency" section',
    reason:
      'GitHub has `queue: max` since May 2026, and its own parser knows it; actionlint 1.7.12 is older (its issue 657)',
  },
  {
    judge: 'zizmor',
    says: "self-repository: use GitHub's dedicated self-repository syntax",
    reason: '`./` means the same commit of the same repository for every runner; `$/` asks for runner 2.336 or newer',
  },
];
