import { type Rule } from '../../../audit';
import { example, policy } from './examples';
import { orderFaults } from './order-faults';

export const orderByCommit: Rule = {
  id: 'FLX002',
  severity: 'error',
  title: 'an ImagePolicy orders tags by the alphabet, and a commit id decides',
  why: 'of two builds of one day the one with the larger commit id is the newest: chance deploys an older version',
  repair: 'tag with the time of the build and order its digits as a number',
  reference: 'https://fluxcd.io/flux/guides/sortable-image-tags/',
  good: example(policy()),
  bad: example(
    policy({ filterTags: { pattern: '^[0-9]{8}-[a-f0-9]{7}$' }, policy: { alphabetical: { order: 'asc' } } }),
  ),
  check: orderFaults(['by commit'], 'order the time of the build as a number'),
};
