import { type Rule } from '../../../audit';
import { example, policy } from './examples';
import { orderFaults } from './order-faults';

export const patternUnanchored: Rule = {
  id: 'FLX003',
  severity: 'warning',
  title: "an ImagePolicy's pattern is not anchored",
  why: 'tags that merely contain such a text are chosen too: a debug build, or a branch that is called so',
  repair: 'begin the pattern with ^ and end it with $',
  reference: 'https://fluxcd.io/flux/components/image/imagepolicies/#filter-tags',
  good: example(policy()),
  bad: example(policy({ filterTags: { pattern: 'main-[a-f0-9]+-(?P<ts>[0-9]{10})', extract: '$ts' } })),
  check: orderFaults(['unanchored'], 'write ^…$'),
};
