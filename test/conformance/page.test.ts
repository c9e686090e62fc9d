import { page, whatIs } from '../../conformance/page';
import { type Line } from '../../conformance/report';

const line = (ruling: Partial<Line>): Line => ({
  engine: 'kyverno',
  version: '1.19.0',
  seconds: 1.25,
  judged: '3 policies',
  refusals: [],
  ...ruling,
});

const LINES = [
  line({}),
  line({ judged: 'a_b | c*', refusals: ['/tmp/folder/policy.yaml: denied'] }),
  line({ engine: 'terraform', version: '1.11.0', judged: 'nothing', skipped: 'terraform is not on the PATH' }),
  line({ engine: 'terraform', version: '1.11.0, aws 5.100.0', judged: 'a stack' }),
];

test('a page has a section for each engine in the order of the run, and says how to run it', () => {
  const [top = '', how = ''] = page(LINES).split('## How to run it\n');
  expect(top.split('\n')).toEqual([
    '# Conformance',
    '',
    '<!-- Written by npm run conformance -- --page; do not edit. -->',
    '',
    'What real engines say of the order-service that `npm run synth` writes, and of the models in this library.',
    '',
    'In all: 2 passed, 1 failed, 1 skipped.',
    '',
    '## kyverno',
    '',
    "Kyverno's command on every policy, against the workloads that were synthesized beside it and their pods.",
    '',
    'Version: 1.19.0.',
    '',
    '| judged      | verdict |',
    '| ----------- | ------- |',
    '| 3 policies  | passed  |',
    '| a\\_b \\| c\\* | failed  |',
    '',
    '## terraform',
    '',
    'Terraform with the real AWS provider: validation, then a whole life (plan, apply, plan again, destroy) against moto, a mock of AWS.',
    '',
    'Version: 1.11.0; 1.11.0, aws 5.100.0.',
    '',
    '| judged  | verdict |',
    '| ------- | ------- |',
    '| nothing | skipped |',
    '| a stack | passed  |',
    '',
    'Skipped: terraform is not on the PATH.',
    '',
    '',
  ]);
  expect(how).toContain('npm run conformance -- --page');
});

test('times and what an engine said do not change the page', () => {
  const again = LINES.map((one) => ({ ...one, seconds: 99, refusals: one.refusals.map(() => 'another folder') }));
  expect(page(again)).toBe(page(LINES));
});

test('an engine without a sentence is refused', () => {
  expect(() => whatIs('oracle')).toThrow('no sentence in conformance/page.ts says what the engine oracle is');
});
