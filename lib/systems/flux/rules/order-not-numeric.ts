import { type Rule } from '../../../audit';
import { example, policy } from './examples';
import { orderFaults } from './order-faults';

export const orderNotNumeric: Rule = {
  id: 'FLX004',
  severity: 'error',
  title: 'an ImagePolicy orders as numbers what need not be a number that Flux can hold',
  why: 'a single tag that is no number fails the whole policy, and numbers of more than 15 digits are rounded',
  repair: 'extract a group of digits, such as (?P<ts>[0-9]{14})',
  reference: 'https://github.com/fluxcd/image-reflector-controller/blob/main/internal/policy/numerical.go',
  good: example(policy()),
  bad: example(policy({ filterTags: { pattern: '^main-(?P<ts>[a-f0-9]+)$', extract: '$ts' } })),
  check: orderFaults(['not a number', 'too long'], 'extract a group of at most 15 digits'),
};
