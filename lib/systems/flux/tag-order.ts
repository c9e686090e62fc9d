import { type ImagePolicyObject } from './kinds';

/** What is wrong with how an ImagePolicy finds the newest tag. */
export interface OrderFault {
  readonly kind: 'unanchored' | 'not a number' | 'too long' | 'by commit';
  readonly path: string;
  readonly message: string;
}

/** Float64 holds whole numbers of so many digits, all of them. */
const DIGITS = 15;

/** What can be seen of a policy without any tag: whether the text that is compared has the order of time. */
export function orderFaultsOf({ filterTags = {}, policy }: ImagePolicyObject['spec']): readonly OrderFault[] {
  const { pattern = '' } = filterTags;
  const compared = comparedPattern(filterTags);
  return [
    ...(pattern === '' ? [] : unanchored(pattern)),
    ...(policy.numerical ? notANumber(compared) : []),
    ...(policy.alphabetical ? byCommit(compared) : []),
  ];
}

/** The part of the pattern that is compared: the group that is extracted, or all of it. */
function comparedPattern({ pattern = '', extract = '' }: NonNullable<ImagePolicyObject['spec']['filterTags']>): string {
  const group = /^\$\{?(\w+)\}?$/.exec(extract)?.[1];
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (extract === '') return bare;
  if (group === undefined) return '';
  return groupBody(pattern, group) ?? '';
}

/** The text inside a group of Go's regular expressions, by name or number. */
function groupBody(pattern: string, group: string): string | undefined {
  const opening = /\\.|\[(?:\\.|[^\]])*\]|\((\?P?<(\w+)>|\?:)?|\)/g;
  const open: { readonly from: number; readonly wanted: boolean }[] = [];
  let number = 0;
  for (const match of pattern.matchAll(opening)) {
    const [text, mark, name] = match;
    if (text.startsWith('(')) {
      if (mark !== '?:') number += 1;
      const wanted = mark !== '?:' && (name === group || String(number) === group);
      open.push({ from: match.index + text.length, wanted });
    }
    if (text !== ')') continue;
    const closed = open.pop();
    if (closed?.wanted === true) return pattern.slice(closed.from, match.index);
  }
  return undefined;
}

function unanchored(pattern: string): readonly OrderFault[] {
  if (pattern.startsWith('^') && pattern.endsWith('$')) return [];
  return [
    {
      kind: 'unanchored',
      path: 'spec.filterTags.pattern',
      message: `its pattern ${pattern} also fits tags that merely contain such a text`,
    },
  ];
}

const NUMBER = /^(?:\[0-9\]|\\d)(?:\+|\{(\d+)(?:,(\d+))?\})$/;

function notANumber(compared: string): readonly OrderFault[] {
  const path = 'spec.filterTags';
  const number = NUMBER.exec(compared);
  if (!number) {
    const what = compared === '' ? 'whole tags' : compared;
    return [
      {
        kind: 'not a number',
        path,
        message: `it orders ${what} as numbers: one tag that is none, and no tag is chosen`,
      },
    ];
  }
  const longest = number[2] ?? number[1];
  if (longest === undefined || Number(longest) <= DIGITS) return [];
  return [
    { kind: 'too long', path, message: `numbers of ${longest} digits are rounded: only ${DIGITS} are told apart` },
  ];
}

/** A commit id before the time, or nothing but one: the order of the alphabet is that of chance. */
const COMMIT = /\[(?:0-9a-f|a-f0-9|0-9a-fA-F|a-fA-F0-9|a-z0-9|0-9a-z)\]|\\w|\\h/;
const TIME = /(?:\[0-9\]|\\d)(?:\+|\{(?:1[0-9]|20)\})/;

function byCommit(compared: string): readonly OrderFault[] {
  const commit = COMMIT.exec(compared)?.index;
  const time = TIME.exec(compared)?.index;
  if (compared === '') {
    return [
      {
        kind: 'by commit',
        path: 'spec.policy.alphabetical',
        message: 'it orders all tags by the alphabet, latest and commit ids among them',
      },
    ];
  }
  if (commit === undefined || (time !== undefined && time < commit)) return [];
  return [
    {
      kind: 'by commit',
      path: 'spec.policy.alphabetical',
      message: `it orders ${compared} by the alphabet: of two builds of one day the commit id decides`,
    },
  ];
}
