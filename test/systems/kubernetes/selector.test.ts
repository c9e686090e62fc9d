import { type LabelSelector, selectorText, selects } from '../../../lib/systems/kubernetes/selector';
import * as fc from '../../property';

const LABELS = { app: 'api', tier: 'web' };

test.each<[string, LabelSelector, boolean]>([
  ['everything', {}, true],
  ['app=api', { matchLabels: { app: 'api' } }, true],
  ['app=api, tier=db', { matchLabels: { app: 'api', tier: 'db' } }, false],
  ['app in (api, worker)', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'worker'] }] }, true],
  ['team in (shop)', { matchExpressions: [{ key: 'team', operator: 'In', values: ['shop'] }] }, false],
  ['tier not in (web)', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] }, false],
  ['team not in (shop)', { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['shop'] }] }, true],
  ['tier', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  ['!tier', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  ['!team', { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }, true],
])('%s', (text, selector, expected) => {
  expect(selectorText(selector)).toBe(text);
  expect(selects(selector, LABELS)).toBe(expected);
});

test('In and NotIn are opposites, and so are Exists and DoesNotExist', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.dictionary(word, word), word, fc.array(word), (labels, key, values) => {
      const says = (operator: string): boolean => selects({ matchExpressions: [{ key, operator, values }] }, labels);
      expect(says('NotIn')).toBe(!says('In'));
      expect(says('DoesNotExist')).toBe(!says('Exists'));
    }),
  );
});
