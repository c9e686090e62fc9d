import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Duration, tryParseImageReference, tryParseQuantity } from '../../../lib/model';
import { tryParsePause } from '../../../lib/systems/rollouts/schedule';
import { subject, textOf } from '../subject';

const durations = fc.oneof(
  textOf(['1', '30', '0.5', '1.', '.25', 's', 'm', 'h', 'ms', 'd', 'us', 'µs', 'ns', '+', '-', ' ', '0'], 6),
  fc
    .array(fc.tuple(fc.nat(1000), fc.constantFrom('', '.5', '.125'), fc.constantFrom('ms', 's', 'm', 'h')), {
      maxLength: 3,
    })
    .map((parts) => parts.flat().join('')),
);

/** Ours counts whole milliseconds and knows no time below zero. */
const duration = subject({
  name: 'duration',
  about: 'Duration.tryParseGo, time.ParseDuration',
  inputs: durations,
  ours: (text) => Duration.tryParseGo(text)?.milliseconds,
  same: (ours, theirs) =>
    typeof theirs === 'number' && theirs >= 0
      ? typeof ours === 'number' && Math.abs(ours - theirs / 1e6) < 0.501
      : ours === null || theirs === 0,
});

const pause = subject({
  name: 'pause',
  about: 'tryParsePause, RolloutPause.DurationSeconds',
  inputs: fc.oneof(durations, fc.nat(100_000), fc.nat(100_000).map(String)),
  ours: (length) => tryParsePause(length)?.inSeconds,
  same: (ours, theirs) =>
    ours === null || theirs === null
      ? ours === theirs || theirs === 0 // a sliver below zero is cut off
      : [0, 0.0005].some((part) => Math.trunc(Number(ours) - part) === theirs),
});

const quantity = subject({
  name: 'quantity',
  about: 'tryParseQuantity, resource.ParseQuantity',
  inputs: fc
    .oneof(
      textOf(
        [
          '1',
          '250',
          '0',
          '.',
          '5',
          '-',
          '+',
          'm',
          'u',
          'n',
          'k',
          'K',
          'M',
          'G',
          'T',
          'Ki',
          'Mi',
          'Gi',
          'Ei',
          'e',
          'E',
          '3',
          ' ',
        ],
        5,
      ),
      fc
        .tuple(
          fc.nat(100_000),
          fc.constantFrom('', '.5', '.001'),
          fc.constantFrom('', 'm', 'u', 'n', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2', 'e+1'),
        )
        .map((parts) => parts.join('')),
    )
    // Upstream takes a unit alone for zero; its grammar, and the patterns of CRDs, do not.
    .filter((text) => /^[+-]?\.?\d/.test(text) && !/e\d{3}/i.test(text)),
  ours: (text) => tryParseQuantity(text),
  same: sameNumber,
});

/** Upstream rounds up to a billionth and holds no more than an int64. */
function sameNumber(ours: unknown, theirs: unknown): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return ours === theirs;
  const most = 2 ** 63 - 1;
  const capped = Math.max(-most, Math.min(most, ours));
  const bound = Math.max(-most, Math.min(most, theirs));
  return Math.abs(capped - bound) <= 1e-9 + Math.abs(capped) * 1e-12;
}

const HEX = '0123456789abcdef'.repeat(4);
const image = subject({
  name: 'image',
  about: 'tryParseImageReference, distribution/reference',
  inputs: fc.oneof(
    textOf(
      [
        'golang',
        'ghcr.io',
        'localhost',
        '/',
        '/',
        ':',
        '@',
        'sha256:',
        HEX,
        '5000',
        'Acme',
        'a',
        '_',
        '__',
        '-',
        '.',
        '1.2',
        'docker.io',
        'index.docker.io',
        '[::1]',
        'ü',
      ],
      9,
    ),
    fc
      .tuple(
        fc.constantFrom(
          '',
          'ghcr.io/',
          'localhost/',
          'localhost:5000/',
          'registry.example:443/',
          'acme/',
          'docker.io/',
          'EXAMPLE/',
          'Registry.example/',
        ),
        fc.constantFrom('golang', 'acme/api', 'a_b/c__d', 'a--b', 'a..b', 'Acme', 'a/', HEX, 'a-'),
        fc.constantFrom('', ':1', ':1.2-alpine', ':_x', ':-x', ':', ':' + 'v'.repeat(128), ':' + 'v'.repeat(129)),
        fc.constantFrom(
          '',
          `@sha256:${HEX}`,
          '@sha256:abc',
          `@sha512:${HEX}`,
          `@sha512:${HEX}${HEX}`,
          `@SHA256:${HEX}`,
          '@',
          `@md5:${HEX}`,
          `@sha256:${HEX.toUpperCase()}`,
        ),
      )
      .map((parts) => parts.join('')),
  ),
  ours: (text) => tryParseImageReference(text),
  // Upstream reads a first part with a dot that is no host name as one more part of a path without registry.
  same: (ours, theirs) => isDeepStrictEqual(ours ?? { registry: '' }, isNowhere(theirs) ? { registry: '' } : theirs),
});

function isNowhere(theirs: unknown): boolean {
  return theirs === null || (theirs as { registry: string }).registry === '';
}

/** What is written in manifests as a text with a meaning. */
export const values = [duration, pause, quantity, image];
