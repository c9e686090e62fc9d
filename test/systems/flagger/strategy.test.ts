import { FlaggerStrategy } from '../../../lib/systems/flagger/strategy';
import { Visitors } from '../../../lib/systems/flagger/visitors';

test.each<[string, FlaggerStrategy, object]>([
  ['equal steps', FlaggerStrategy.canary({ step: 20, max: 60 }), { stepWeight: 20, maxWeight: 60 }],
  ['steps of its own', FlaggerStrategy.canaryThrough([1, 10, 100]), { stepWeights: [1, 10, 100] }],
  ['blue-green', FlaggerStrategy.blueGreen(5), { iterations: 5 }],
  [
    'an A/B test',
    FlaggerStrategy.abTest([Visitors.withHeader('X-Canary', 'always'), Visitors.withCookie('beta', 'a.b')], 10),
    {
      iterations: 10,
      match: [
        { headers: { 'x-canary': { exact: 'always' } } },
        { headers: { cookie: { regex: '^(.*; *)?beta=a\\.b(;.*)?$' } } },
      ],
    },
  ],
])('%s', (_, strategy, fields) => {
  expect(strategy._render()).toEqual(fields);
});
