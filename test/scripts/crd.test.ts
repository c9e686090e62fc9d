import { type Crd, type CrdVersion, keptVersion, readCrds, reduced } from '../../scripts/facts/crd';

const schema = { openAPIV3Schema: { type: 'object', description: 'Words.' } };

function crd(group: string, ...versions: readonly (Partial<CrdVersion> & { name: string })[]): Crd {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `as.${group}`, annotations: { tool: 'x' } },
    spec: {
      group,
      names: { kind: 'A', plural: 'as' },
      scope: 'Namespaced',
      conversion: { strategy: 'Webhook' },
      versions: versions.map((version) => ({ served: true, storage: false, schema, ...version })),
    },
  };
}

test('reduced keeps the preferred version alone, without prose', () => {
  const columns = [{ name: 'Age', description: 'Words.' }];
  const whole = crd('acme.dev', { name: 'v1beta1', storage: true }, { name: 'v1', additionalPrinterColumns: columns });
  expect(reduced(whole)).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'as.acme.dev' },
    spec: {
      group: 'acme.dev',
      names: { kind: 'A', plural: 'as' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          additionalPrinterColumns: [{ name: 'Age' }],
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  });
});

test.each([
  [['v1', 'v2beta1'], 'v1'],
  [['v1alpha1', 'v1beta1'], 'v1beta1'],
  [['v1beta1', 'v1beta2'], 'v1beta2'],
  [['v9', 'v10'], 'v10'],
  [['v2alpha1', 'v1beta1'], 'v1beta1'],
])('of %j the preferred one is %s', (names, best) => {
  const whole = crd('acme.dev', ...names.map((name) => ({ name })));
  expect(keptVersion(reduced(whole))).toEqual({ name: best, schema: { type: 'object' } });
});

test('a version that is not served is not preferred', () => {
  expect(keptVersion(reduced(crd('acme.dev', { name: 'v1' }, { name: 'v2', served: false }))).name).toBe('v1');
  expect(() => reduced(crd('acme.dev', { name: 'v1', served: false }))).toThrow(
    'Crd.versions: expected a version that is served, got ["v1"]',
  );
});

test('a definition in the domain of Kubernetes is marked so that a test cluster takes it', () => {
  expect(reduced(crd('a.k8s.io', { name: 'v1' })).metadata).toEqual({
    name: 'as.a.k8s.io',
    annotations: { 'api-approved.kubernetes.io': 'unapproved, kept for offline checks' },
  });
});

test('a version is named as Kubernetes names versions', () => {
  expect(() => reduced(crd('acme.dev', { name: 'v1' }, { name: 'first' }))).toThrow(
    'Crd.versions: expected v1, v1beta1 or v1alpha1, got "first"',
  );
});

test('a kept definition has one version', () => {
  expect(() => keptVersion(crd('acme.dev', { name: 'v1' }, { name: 'v2' }))).toThrow(
    'Crd.versions: expected one version with a schema, got "as.acme.dev: v1, v2"; reduce it with scripts/crd-facts.ts',
  );
});

test('every definition in crds/ is reduced already', () => {
  for (const { crd: kept } of readCrds()) expect(reduced(kept)).toEqual(kept);
});
