/** What the rules say that compare policies with each other and with what runs. */
export const SAYS_OF_PODS: Readonly<Record<string, string[][]>> = {
  KYV077: [
    [
      'ImageValidatingPolicy debug spec.matchImageReferences',
      'ghcr.io/acme/orders@* is verified in pods/ephemeralcontainers and not in pods',
      'give both policies the same patterns',
    ],
    [
      'ImageValidatingPolicy order-service spec.matchImageReferences',
      'ghcr.io/acme/order-service@* is verified in pods and not in pods/ephemeralcontainers',
      'give both policies the same patterns',
    ],
  ],
  KYV078: [
    [
      'ValidatingPolicy registries spec.matchConstraints.resourceRules',
      'it reads containers, and judges configmaps alone, which have none',
      'judge pods of the core group, or another resource that holds containers',
    ],
  ],
  KYV079: [
    [
      'ValidatingPolicy registries spec.matchConstraints.namespaceSelector',
      'the pods of its environment run in shop, which it does not watch',
      'select that namespace',
    ],
  ],
};
