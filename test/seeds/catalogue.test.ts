import { allRules } from '../../lib/rules';
import { tektonRules } from '../../lib/systems/tekton/rules';
import { Article } from './article';
import { catalogue } from './catalogue';
import { type Fault, type FoundFault } from './fault';

const rules = [...new Set([...allRules, ...tektonRules])];
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
    found: 239,
    missing: 1,
    undecidable: 57,
  });
});
