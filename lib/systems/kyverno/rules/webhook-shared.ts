import { type Manifest, grouped } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type ImageValidatingPolicyObject } from '../kinds';
import { canBeOne, requestsOf, trySharedWebhook } from '../webhook';
import { imagePolicy, objects } from './examples';

type Policy = Manifest<ImageValidatingPolicyObject>;

export const webhookShared: Rule = {
  id: 'KYV001',
  severity: 'error',
  title: 'two ImageValidatingPolicies judge the same requests through one webhook',
  why: 'the second waits for a lock that the first never gives back: a new image is refused after a timeout, later tries pass from the cache, and it looks like a flaky registry',
  repair: 'give each policy spec.webhookConfiguration.timeoutSeconds, which gives it a webhook of its own',
  reference: 'https://github.com/kyverno/kyverno/blob/v1.19.0/pkg/controllers/webhook/validating.go',
  good: objects(imagePolicy(), imagePolicy({}, 'payments')),
  bad: objects(imagePolicy({ webhookConfiguration: {} }), imagePolicy({ webhookConfiguration: {} }, 'payments')),
  check: ({ manifests }) => {
    const webhooks = grouped(manifests.of('policies.kyverno.io/ImageValidatingPolicy'), ({ environment, object }) => {
      const shared = trySharedWebhook(object.spec);
      return shared === undefined ? undefined : `${environment}\n${shared}`;
    });
    return [...webhooks.values()]
      .flatMap(meetings)
      .map(([policy, other]) =>
        problem(
          policy,
          `it shares a webhook with ${other.object.metadata.name ?? ''}, and both judge the same requests: the second to look at a new image hangs`,
          'set spec.webhookConfiguration.timeoutSeconds on both',
          'spec.webhookConfiguration',
        ),
      );
  },
};

/** The policies of a webhook that meet an earlier one, each with the first that it meets. */
function meetings(policies: readonly Policy[]): readonly (readonly [Policy, Policy])[] {
  const earlier = new Map<string, Policy>();
  const found: (readonly [Policy, Policy])[] = [];
  for (const policy of policies) {
    const requests = requestsOf(policy.object.spec);
    const met = [...earlier].find(([request]) => requests.some((own) => canBeOne(own, request)));
    if (met) found.push([policy, met[1]]);
    for (const request of requests) if (!earlier.has(request)) earlier.set(request, policy);
  }
  return found;
}
