/** An action whose tags a thief has moved to code of his own. */
export interface ActionTheft {
  readonly repository: string;
  /** Whether a reference runs that code. */
  readonly isMalicious: (ref: string) => boolean;
  /** The first release that was never in his hands, or was made after him; nothing where none is known. */
  readonly safeFrom?: string;
  /** Tags that were taken away since: they resolve to nothing. */
  readonly removed?: { readonly tags: RegExp; readonly reason: string };
  /** Where it was made known. */
  readonly source: string;
}

const commits = (...all: readonly string[]): ((ref: string) => boolean) => {
  const known = new Set(all);
  return (ref) => known.has(ref);
};

/** What is known to have been stolen: the one file to edit when it happens again. */
const ACTION_THEFTS: readonly ActionTheft[] = [
  {
    repository: 'aquasecurity/trivy-action',
    isMalicious: commits(
      'ddb9da4475c1cef7d5389062bdfdfbdbd1394648',
      'ab6606b76e5a054be08cab3d07da323e90e751e8',
      '91e7c2c36dcad14149d8e455b960af62a2ffb275',
      'c5967f85626795f647d4bf6eb67227f9b79e02f5',
    ),
    safeFrom: 'v0.35.0',
    removed: {
      tags: /^0\.(?!35\.0$)\d+\.\d+$/,
      reason:
        'its tag was removed after it had pointed to malicious code; the same versions exist with a v before them',
    },
    source: 'CVE-2026-33634',
  },
  {
    repository: 'aquasecurity/setup-trivy',
    isMalicious: commits(),
    safeFrom: 'v0.2.6',
    removed: {
      tags: /^v0\.(1|2\.[0-5])(\.\d+)?$/,
      reason: 'its tag was removed after it had pointed to malicious code',
    },
    source: 'CVE-2026-33634',
  },
  {
    repository: 'tj-actions/changed-files',
    isMalicious: commits('0e58ed8671d6b60d0890c21b07f8835ace038e67'),
    safeFrom: 'v46.0.1',
    source: 'CVE-2025-30066',
  },
  { repository: 'actions-cool/issues-helper', isMalicious: () => true, source: 'every tag since May 2026' },
];

/** What was stolen of an action, by `owner/repository` in whatever case. */
export function tryTheft(repository: string): ActionTheft | undefined {
  const name = repository.toLowerCase();
  return ACTION_THEFTS.find((one) => one.repository === name);
}

/** Whether a version, such as `v0.34.2`, comes before the first safe one, as far as its numbers go: `v46` may be any of it. */
export function isBeforeSafe({ safeFrom }: ActionTheft, version: string): boolean {
  if (safeFrom === undefined) return false;
  const [own, safe] = [numbersOf(version), numbersOf(safeFrom)];
  const at = own.findIndex((number, i) => number !== safe[i]);
  return at >= 0 && (own[at] ?? 0) < (safe[at] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  return (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '').split('.').filter(Boolean).map(Number);
}
