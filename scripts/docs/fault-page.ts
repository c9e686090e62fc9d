import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../test/seeds/catalogue';
import { type Fault, LISTS } from '../../test/seeds/fault';

const ROOT = join(__dirname, '..', '..');

/** What each list is about, in the words of a heading. */
const TITLES: Readonly<Record<keyof typeof LISTS, string>> = {
  ci: 'CI: workflows, pipelines, Dockerfiles, promotion',
  trust: 'Signatures, registries and roles',
  canary: 'The canary and its analysis',
};

interface Listed {
  readonly article: string;
  readonly fault: Fault;
}

const all: readonly Listed[] = Object.entries(catalogue).flatMap(([article, faults]) =>
  faults.map((fault) => ({ article, fault })),
);

/** docs/faults.md: every fault of the five articles, and what finds it. */
export function faultPage(): string {
  return `# The faults of five articles, one by one

This page is generated: \`npm run docs\`.

[test/seeds](../test/seeds) holds the files of five articles on CI/CD with Kubernetes, and the catalogue of what is wrong with them.
Of ${all.length} faults **${count('rule')} are found by a rule, each at the line that is named here**, and the tests hold each row to what the
audit says; ${count('undecidable')} cannot be decided from files; ${count('missing')} could be found, and no rule looks for them.

A row that says _does not compile_ names a program with that fault, written with the constructs, that the compiler refuses: the
words stand behind a \`@ts-expect-error\` of the test. What one rule finds several times in an article is listed once.

${lists.map(listed).join('\n\n')}

## By article
${Object.keys(catalogue).map(ofArticle).join('\n')}`;
}

const lists = Object.keys(TITLES) as (keyof typeof LISTS)[];

function count(kind: 'rule' | 'undecidable' | 'missing'): number {
  return all.filter(({ fault }) => kind in fault).length;
}

function listed(list: keyof typeof LISTS): string {
  const numbers = Array.from({ length: LISTS[list] }, (_, i) => ({
    number: i + 1,
    rows: all.filter(({ fault }) => fault.of?.includes(`${list} ${i + 1}`)),
  }));
  const found = numbers.filter(({ rows }) => rows.some(({ fault }) => 'rule' in fault));
  const inPart = found.filter(({ rows }) => rows.some(({ fault }) => 'missing' in fault));
  const refused = numbers.filter((one) => !found.includes(one) && one.rows.some(({ fault }) => fault.refusal));
  const neither = numbers.filter((one) => !found.includes(one) && !refused.includes(one));
  return `## ${TITLES[list]}

Reviewers numbered ${LISTS[list]} faults; a number often stands for several. ${found.length} are found by a rule${clause(inPart, 'of these in part only')}${clause(refused, 'cannot be written with the constructs')}${clause(neither, 'cannot be decided from files')}.

| no. | where | fault | found by |
| --- | --- | --- | --- |
${numbers.flatMap(({ number, rows }) => rows.map((one) => `| ${number} | ${placeOf(one)} | ${one.fault.fault} | ${finderOf(one.fault)} |`)).join('\n')}`;
}

function clause(numbers: readonly { readonly number: number }[], what: string): string {
  if (numbers.length === 0) return '';
  return `; ${numbers.length} ${what} (${numbers.map(({ number }) => number).join(', ')})`;
}

function ofArticle(article: string): string {
  const rows = all.filter((one) => one.article === article);
  return `
### ${article}

| where | fault | found by |
| --- | --- | --- |
${rows.map((one) => `| ${placeOf(one)} | ${one.fault.fault} | ${finderOf(one.fault)} |`).join('\n')}
`;
}

/** The line as a link; of a fault that stands in no file, the article. */
function placeOf({ article, fault }: Listed): string {
  if (!('rule' in fault)) return article;
  const [, file = '', line = ''] = /^(\S+):(\d+)/.exec(fault.at) ?? [];
  const folder = ['test/seeds', article];
  const path = [
    [...folder, file],
    [...folder, 'repository', file],
  ].map((parts) => parts.join('/'));
  return `[${article}/${file}:${line}](../${path.find((one) => existsSync(join(ROOT, one)))}#L${line})`;
}

function finderOf(fault: Fault): string {
  const { refusal } = fault;
  const compiler = refusal ? `; does not compile: _${refusal.words}_ ([test](../${refusal.test}))` : '';
  return `${verdictOf(fault)}${compiler}`;
}

function verdictOf(fault: Fault): string {
  if ('rule' in fault) return `[${fault.rule}](rules/${fault.rule}.md)`;
  return 'missing' in fault ? `missing: ${fault.missing}` : `cannot be decided from files: ${fault.undecidable}`;
}
