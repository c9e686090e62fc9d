import fc from 'fast-check';
import { Duration } from '../../../lib/model';
import { type MeasurementPhase, tryAssess } from '../../../lib/systems/rollouts/condition';
import { tryJudge } from '../../../lib/systems/rollouts/outcome';
import { subject } from '../subject';

/** JSON has no NaN, so numbers travel as texts. */
const number = fc.constantFrom('0', '0.01', '0.05', '1', '2', '-1', 'NaN', '+Inf');
const value = fc.oneof(fc.constant(null), number, fc.array(number, { maxLength: 3 }));

const numeric = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'result',
      'result[0]',
      'result[1]',
      'result[-1]',
      'len(result)',
      '0.05',
      '1',
      '0',
      'asFloat(result[0])',
    ),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
  ),
})).expression;

const boolean = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(numeric, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), numeric).map((parts) => parts.join(' ')),
    fc.constantFrom('isNaN(result)', 'isNaN(result[0])', 'isInf(result[0])', 'isNil(result)', 'len(result) > 0'),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||', 'and', 'or'), tie('condition'))
      .map((parts) => parts.join(' ')),
    tie('condition').map((inner) => `!(${inner})`),
    fc
      .tuple(numeric, fc.constantFrom('<', '>'), fc.constantFrom('default(result, 0)', 'default(result, 1)'))
      .map((parts) => parts.join(' ')),
  ),
})).condition;

/** A constant stands alone: upstream works out `x and false` beforehand and leaves `x` away, with the errors it has. */
const wholeCondition = fc.oneof({ weight: 8, arbitrary: boolean }, fc.constantFrom('', 'true', 'false'));

const numberOf = (text: string): number => (text === '+Inf' ? Infinity : Number(text));

/** Only what our model reads: it says so where it does not. */
const condition = subject({
  name: 'condition',
  about: 'tryAssess, evaluate.EvaluateResult',
  inputs: fc
    .record({ success: wholeCondition, failure: wholeCondition, value })
    .filter(
      (asked) => !/(^|[ (!])(0|1|0\.05)\)* [<>=!]=? \(*(0|1|0\.05)($|[ )])/.test(`${asked.success} ${asked.failure}`),
    )
    .filter((asked) => assess(asked) !== undefined),
  ours: assess,
});

function assess(asked: { success: string; failure: string; value: string | string[] | null }) {
  const { success, failure, value } = asked;
  const measured = value === null ? undefined : Array.isArray(value) ? value.map(numberOf) : numberOf(value);
  return tryAssess({ success, failure }, measured);
}

const small = (most: number, least = 0) => fc.option(fc.integer({ min: least, max: most }), { nil: undefined });
const phase = fc.constantFrom<MeasurementPhase>('Successful', 'Successful', 'Failed', 'Inconclusive', 'Error');

/** Limits that the controller would refuse are not asked for. */
const limits = fc
  .record({
    count: small(6, 1),
    interval: fc.constantFrom(undefined, '5s', '1m', '250ms'),
    initialDelay: fc.constantFrom(undefined, '10s', '90s'),
    failureLimit: small(4, -1),
    inconclusiveLimit: small(4),
    consecutiveErrorLimit: small(5),
    consecutiveSuccessLimit: small(4),
    series: fc.array(phase, { maxLength: 14 }),
  })
  .filter(({ count, interval }) => interval !== undefined || (count ?? 1) === 1);

const outcome = subject({
  name: 'analysis',
  about: 'tryJudge, the reconciler of the analysis controller',
  inputs: limits,
  ours: (asked) => {
    const verdict = tryJudge(
      { ...asked, interval: durationOf(asked.interval), initialDelay: durationOf(asked.initialDelay) },
      asked.series,
    );
    return verdict && { ...verdict, at: verdict.at.milliseconds };
  },
  same: sameVerdict,
});

const durationOf = (text: string | undefined): Duration | undefined =>
  text === undefined ? undefined : Duration.tryParseGo(text);

/** Upstream puts the metric's name before the reason. */
function sameVerdict(ours: unknown, theirs: unknown): boolean {
  if (theirs !== null && typeof theirs === 'object' && 'invalid' in theirs) return true;
  if (ours === null || theirs === null) return ours === theirs;
  const [{ message: mine = '', ...a }, { message = '', ...b }] = [ours, theirs] as [Said, Said];
  return (
    JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)) &&
    message.endsWith(mine) &&
    (message === '') === (mine === '')
  );
}

type Said = Record<string, unknown> & { message?: string };
const sorted = (said: object) => Object.entries(said).sort(([a], [b]) => a.localeCompare(b));

/** How Argo Rollouts judges what was measured. */
export const analyses = [condition, outcome];
