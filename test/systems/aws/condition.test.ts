import { tryMeets } from '../../../lib/systems/aws/condition';
import { type Conditions } from '../../../lib/systems/aws/policy-document';

const CONDITIONS: readonly (readonly [string, Conditions, boolean | undefined])[] = [
  ['equality', { StringEquals: { k: 'Main' } }, true],
  ['equality knows case', { StringEquals: { k: 'main' } }, false],
  ['equality without case', { StringEqualsIgnoreCase: { k: 'main' } }, true],
  ['equality takes a star as a letter', { StringEquals: { k: 'Ma*' } }, false],
  ['one of several values', { StringEquals: { k: ['x', 'Main'] } }, true],
  ['a pattern', { StringLike: { k: 'M??n' } }, true],
  ['keys without case', { StringEquals: { K: 'Main' } }, true],
  ['all keys together', { StringEquals: { k: 'Main', other: 'x' } }, false],
  ['an absent key', { StringEquals: { absent: 'x' } }, false],
  ['an absent key, if it exists', { StringEqualsIfExists: { absent: 'x' } }, true],
  ['an absent key, negated', { StringNotEquals: { absent: 'x' } }, true],
  ['negation of one of several', { StringNotEquals: { k: ['x', 'Main'] } }, false],
  ['negation without case', { StringNotEqualsIgnoreCase: { k: 'main' } }, false],
  ['a negated pattern', { StringNotLike: { k: 'M*' } }, false],
  ['the trap: all values of an absent key', { 'ForAllValues:StringEquals': { absent: 'x' } }, true],
  ['any value of an absent key', { 'ForAnyValue:StringEquals': { absent: 'x' } }, false],
  ['any value of an absent key, negated', { 'ForAnyValue:StringNotEquals': { absent: 'x' } }, false],
  ['any value of an absent key, if it exists', { 'ForAnyValue:StringEqualsIfExists': { absent: 'x' } }, true],
  ['all values', { 'ForAllValues:StringLike': { list: ['a*', 'b*'] } }, true],
  ['all values, one of them strange', { 'ForAllValues:StringLike': { list: 'a*' } }, false],
  ['any value', { 'ForAnyValue:StringLike': { list: 'a*' } }, true],
  ['absence', { Null: { absent: 'true' } }, true],
  ['presence', { Null: { k: 'false' } }, true],
  ['absence of a key that is there', { Null: { k: 'true' } }, false],
  ['an ARN', { ArnLike: { arn: 'arn:aws:eks:*:111122223333:cluster/*' } }, true],
  ['a star that would have to cross a colon', { ArnEquals: { arn: 'arn:*:cluster/production' } }, false],
  ['a negated ARN', { ArnNotLike: { arn: 'arn:aws:eks:*:*:cluster/*' } }, false],
  ['an unknown operator', { NumericLessThan: { k: '3' } }, undefined],
  ['an unknown operator beside a known no', { NumericLessThan: { k: '3' }, StringEquals: { k: 'x' } }, false],
];

test.each(CONDITIONS)('a condition on %s', (_, conditions, expected) => {
  const context = { k: 'Main', list: ['a1', 'b1'], arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/production' };
  expect(tryMeets(conditions, context)).toBe(expected);
});
