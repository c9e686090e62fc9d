/** How a server answers a push: it took it, another was faster, it does not let us, or it says none of these. */
export interface PushAnswer {
  readonly answer: 'taken' | 'overtaken' | 'denied' | 'unclear';
  readonly words: string;
}

/**
 * Reads what `git push --porcelain` says of a push that failed. A server that finds the branch moved while it takes the
 * push says so in words of its own: it could not lock the ref, or could not update it.
 */
export function answerOf(words: string): PushAnswer {
  if (DENIED.test(words)) return { answer: 'denied', words };
  return { answer: OVERTAKEN.test(words) ? 'overtaken' : 'unclear', words };
}

const OVERTAKEN =
  /\[rejected\]|\((?:non-fast-forward|fetch first|stale info|needs force)\)|cannot lock ref|failed to (?:update|lock)|incorrect old value|reference already exists|is at [0-9a-f]+ but expected/;

const DENIED =
  /hook declined|protected branch|GH00[16]|GH013|Authentication failed|could not read (?:Username|Password)|Permission (?:to .* )?denied|returned error: 40[13]|403 Forbidden|[Rr]epository .*not found|does not appear to be a git repository|access denied|not exported|shallow update not allowed|exceeds .*file size limit|deny updating|currently checked out|prohibited by Gerrit/;
