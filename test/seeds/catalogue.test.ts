import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../lib/rules';
import { tektonRules } from '../../lib/systems/tekton/rules';
import { faultPage } from '../../scripts/docs/fault-page';
import { Article } from './article';
import { catalogue } from './catalogue';
import { type Fault, type FoundFault, LISTS } from './fault';

const rules = [...new Set([...allRules, ...tektonRules])];
const ROOT = join(__dirname, '..', '..');
const all = Object.values(catalogue).flat();

function isFound(fault: Fault): fault is FoundFault {
  return 'rule' in fault;
}

describe.each(Object.entries(catalogue))('%s', (name, faults) => {
  const findings = new Article(name).audit(rules);

  it.each(faults.filter(isFound))('$fault: $rule', ({ rule, at }) => {
    expect(findings).toContain(`${rule} ${at}`);
  });

  it('lists each fault once', () => {
    const names = faults.map(({ fault }) => fault);
    expect(names.filter((one, i) => names.indexOf(one) !== i)).toEqual([]);
  });
});

it('says how many faults are found', () => {
  expect({
    found: all.filter(isFound).length,
    missing: all.filter((one) => 'missing' in one).length,
    undecidable: all.filter((one) => 'undecidable' in one).length,
  }).toEqual({
    found: 263,
    missing: 1,
    undecidable: 63,
  });
});

it.each(Object.entries(LISTS))('%s: has a row for each of the %d numbers, and for no other', (list, length) => {
  const numbers = all.flatMap(({ of = [] }) => of).filter((one) => one.startsWith(`${list} `));
  const wanted = Array.from({ length }, (_, i) => `${list} ${i + 1}`);
  expect(new Set(numbers)).toEqual(new Set(wanted));
});

it.each([...new Set(all.flatMap(({ refusal = [] }) => refusal))])('$test holds a program for: $words', (refusal) => {
  const markers = readFileSync(join(ROOT, refusal.test), 'utf8').matchAll(/@ts-expect-error (?:-- )?(.+)$/gm);
  expect([...markers].map(([, words]) => words)).toContain(refusal.words);
});

it('docs/faults.md is what the catalogue says: npm run docs', () => {
  expect(readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8')).toBe(faultPage());
});
