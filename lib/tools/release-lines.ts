/** The release lines of a product, and when each got its last fixes. */
export interface ReleaseLines {
  /** What the product is called. */
  readonly name: string;
  /** The part of an image's tag that names the release line. */
  readonly line: RegExp;
  /** The day of the last free fixes of each line that has ended; nothing where nobody announced one. */
  readonly ended: Readonly<Record<string, string | undefined>>;
  /** Lines before the first of `ended` that get fixes all the same; all others before it have ended too. */
  readonly kept?: readonly string[];
  /** A line to go on to, which gets fixes for long. */
  readonly instead: string;
}

const TWO_PARTS = /^v?(\d+\.\d+)(?:[.-]|$)/;
const ONE_PART = /^v?(\d+)(?:[.-]|$)/;

/**
 * The lines that have ended, by the path of the image at a registry; Docker's own images stand below `library/`. It is
 * the table of 20 November 2026: later ends are not in it, so the same files give the same findings on every day. Days are
 * those of endoflife.date at commit a70eca33 (22 August 2026), Docker's at 0118c303, which gathers what each project
 * announces: for Debian and Ubuntu the end of what comes without payment, so Debian's LTS counts and Ubuntu Pro does not.
 */
export const RELEASE_LINES: Readonly<Record<string, ReleaseLines>> = {
  'library/golang': {
    name: 'Go',
    line: TWO_PARTS,
    ended: {
      '1.21': '2024-08-13',
      '1.22': '2025-02-11',
      '1.23': '2025-08-12',
      '1.24': '2026-02-10',
      '1.25': '2026-08-19',
    },
    instead: '1.27',
  },
  'library/node': {
    name: 'Node.js',
    line: ONE_PART,
    ended: {
      '16': '2023-09-11',
      '17': '2022-06-01',
      '18': '2025-04-30',
      '19': '2023-06-01',
      '20': '2026-04-30',
      '21': '2024-06-01',
      '23': '2025-06-01',
      '25': '2026-06-01',
    },
    instead: '24',
  },
  'library/python': {
    name: 'Python',
    line: /^v?(2|\d+\.\d+)(?:[.-]|$)/,
    ended: {
      '2': '2020-01-01',
      '3.5': '2020-09-30',
      '3.6': '2021-12-23',
      '3.7': '2023-06-27',
      '3.8': '2024-10-07',
      '3.9': '2025-10-31',
      '3.10': '2026-10-31',
    },
    instead: '3.14',
  },
  'library/eclipse-temurin': {
    name: 'Java',
    line: ONE_PART,
    ended: {
      '16': '2021-09-30',
      '18': '2022-09-30',
      '19': '2023-03-31',
      '20': '2023-09-19',
      '22': '2024-09-17',
      '23': '2025-03-18',
      '24': '2025-09-16',
      '26': '2026-09-15',
    },
    kept: ['8', '11'],
    instead: '25',
  },
  'library/debian': {
    name: 'Debian',
    line: /^(\d+|[a-z]+)(?:[.-]|$)/,
    ended: {
      '9': '2022-07-01',
      stretch: '2022-07-01',
      '10': '2024-06-30',
      buster: '2024-06-30',
      '11': '2026-08-31',
      bullseye: '2026-08-31',
    },
    instead: '13',
  },
  'library/alpine': {
    name: 'Alpine',
    line: TWO_PARTS,
    ended: {
      '3.17': '2024-11-22',
      '3.18': '2025-05-09',
      '3.19': '2025-11-01',
      '3.20': '2026-04-01',
      '3.21': '2026-11-01',
    },
    instead: '3.24',
  },
  'library/ubuntu': {
    name: 'Ubuntu',
    line: TWO_PARTS,
    ended: {
      '18.04': '2023-05-31',
      '20.04': '2025-05-31',
      '20.10': '2021-07-22',
      '21.04': '2022-01-20',
      '21.10': '2022-07-14',
      '22.10': '2023-07-20',
      '23.04': '2024-01-20',
      '23.10': '2024-07-12',
      '24.10': '2025-07-10',
      '25.04': '2026-01-17',
      '25.10': '2026-07-01',
    },
    instead: '26.04',
  },
  // Docker 25 is kept in repair by those who ship it, and nobody announced an end of 28.
  'library/docker': {
    name: 'Docker',
    line: ONE_PART,
    ended: {
      '20': '2023-12-10',
      '23': '2025-05-19',
      '24': '2024-06-08',
      '26': '2025-02-17',
      '27': '2025-05-03',
    },
    instead: '29',
  },
  // Its own configuration for GitHub refuses whatever is older than 2.0.
  'golangci/golangci-lint': { name: 'golangci-lint', line: ONE_PART, ended: { '1': undefined }, instead: 'v2.14' },
};

/** Images that nobody builds any more, whatever their tag, as the page of each on Docker Hub says. */
export const DISCONTINUED: Readonly<Record<string, { readonly on: string; readonly instead: string }>> = {
  'library/openjdk': { on: '2022-07', instead: 'eclipse-temurin:25' },
  'library/centos': { on: '2024-06-30', instead: 'almalinux:10' },
  'library/java': { on: '2016-12-31', instead: 'eclipse-temurin:25' },
};
