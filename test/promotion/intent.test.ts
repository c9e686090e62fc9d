import { PromotionIntent, type PromotionIntentProps } from '../../lib/promotion';
import { messageOf, tryPromotion } from '../../lib/promotion/trailers';
import { COMMIT, intent, props } from './promoted';

const run = { run: 'ci 812', runUrl: 'https://ci.example.com/812' };

test('writes a message of which it can read the order again', () => {
  const said = messageOf(intent({ order: 812, ...run }));
  expect(said).toEqual({
    headline: 'Promote order-service to production',
    body: [
      'Promoted-Service: order-service',
      'Promoted-Environment: production',
      `Promoted-Image: ghcr.io/acme/order-service@sha256:${'a'.repeat(64)}`,
      `Source-Sha: ${COMMIT}`,
      'Source-Order: 812',
      'Run: ci 812',
      'Run-Url: https://ci.example.com/812',
    ].join('\n'),
  });
  const message = `${said.headline}\n\n${said.body}\n`;
  expect(tryPromotion(message, intent())).toEqual({ commit: COMMIT, order: 812 });
  expect(tryPromotion(message.replaceAll('\n', '\r\n'), intent())).toEqual({ commit: COMMIT, order: 812 });
});

test.each([
  ['another service', { service: 'order' }],
  ['another environment', { environment: 'prod' }],
])('takes the message for none of %s', (_, other) => {
  const { headline, body } = messageOf(intent());
  expect(tryPromotion(`${headline}\n\n${body}`, intent(other))).toBeUndefined();
});

test('takes a message without a number for none', () => {
  expect(tryPromotion('Promoted-Service: order-service\nPromoted-Environment: production', intent())).toBeUndefined();
});

test.each<readonly [Partial<PromotionIntentProps>, string]>([
  [{ service: 'Order' }, 'PromotionIntent.service: expected 1 to 63 lower-case letters'],
  [{ environment: 'a\nb' }, 'PromotionIntent.environment: expected 1 to 63 lower-case letters'],
  [{ image: 'ghcr.io/acme/a:v1' }, 'ImageRepository: expected a registry host and a path without tag or digest'],
  [{ digest: 'latest' }, 'ImageDigest: expected "sha256:" and 64 lower-case hex digits, got "latest"'],
  [
    { commit: 'main' },
    'PromotionIntent.commit: expected the 40 hex digits of a commit, got "main"; git rev-parse HEAD tells them',
  ],
  [
    { commitTime: 'yesterday' },
    'PromotionIntent.commitTime: expected a time such as "2026-08-14T09:30:00Z", got "yesterday"; git log -1 --format=%cI tells it',
  ],
  [{ commitTime: '2026-13-14T09:30:00Z' }, 'PromotionIntent.commitTime: expected a time such as'],
  [{ order: -1 }, 'PromotionIntent.order: expected a whole number that grows with every build, got -1'],
  [{ order: 1.5 }, 'PromotionIntent.order: expected a whole number that grows with every build, got 1.5'],
  [{ tag: 'v 1' }, 'PromotionIntent.tag: expected a tag, got "v 1"'],
  [{ run: 'x\nSource-Order: 9' }, 'PromotionIntent.run: expected one line of text, got "x\\nSource-Order: 9"'],
  [{ runUrl: 'javascript:1' }, 'PromotionIntent.runUrl: expected the address of a page, got "javascript:1"'],
])('refuses %j', (wrong, message) => {
  expect(() => PromotionIntent.of({ ...props, ...wrong })).toThrow(message);
});
