import { faultsOf, METADATA as metadata, type Named } from './faults';

describe('Rollout', () => {
  const rollout = (pod: object, steps: readonly object[] = []): Named => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata,
    spec: { strategy: { canary: { steps } }, template: { spec: { containers: [{ name: 'app' }], ...pod } } },
  });

  test.each<[string, Named, string[]]>([
    ['a good one', rollout({ volumes: [{ name: 'tmp', emptyDir: {} }] }, [{ setWeight: 5 }, { pause: {} }]), []],
    ['a pause without a value', rollout({}, [{ pause: null }]), ['/spec/strategy/canary/steps/0/pause must be object']],
    [
      'a volume without a name',
      rollout({ volumes: [{ emptyDir: {} }] }),
      ["/spec/template/spec/volumes/0 must have required property 'name'"],
    ],
  ])('%s', (_, object, faults) => {
    expect(faultsOf(object)).toEqual(faults);
  });
});

describe('other kinds', () => {
  test.each<[string, Named, string[]]>([
    [
      'a Gateway address without a type has the default type',
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata,
        spec: {
          gatewayClassName: 'istio',
          listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
          addresses: [{ value: '10.0.0.1' }, { type: 'Hostname', value: 'a.example' }],
        },
      },
      [],
    ],
    [
      'a CustomResourceDefinition describes its schema to any depth',
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata,
        spec: {
          group: 'acme.dev',
          names: { kind: 'A', plural: 'as' },
          scope: 'Namespaced',
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { properties: { a: { items: { type: 'string', typo: 1 } } } } },
            },
          ],
        },
      },
      expect.arrayContaining([expect.stringContaining('must NOT have additional properties: typo')]) as string[],
    ],
    [
      'a Kustomization with a misspelt list',
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resource: ['a.yaml'] },
      ['must NOT have additional properties: resource'],
    ],
    [
      'a Kustomization of many parts',
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: ['../base'],
        images: [{ name: 'order-service', newName: 'r.example/order-service', digest: 'sha256:1' }],
        patches: [{ path: 'p.yaml', target: { kind: 'Rollout', name: 'order-service' } }],
      },
      [],
    ],
    [
      'a PrometheusRule whose pattern is written for Go',
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata,
        spec: { groups: [{ name: 'a', partial_response_strategy: 'Warn' }] },
      },
      [],
    ],
    [
      'a ClusterPolicy with a misspelt type',
      {
        apiVersion: 'kyverno.io/v1',
        kind: 'ClusterPolicy',
        metadata,
        spec: { rules: [{ name: 'a', match: {}, verifyImages: [{ imageReferences: ['*'], type: 'Cosgin' }] }] },
      },
      ['/spec/rules/0/verifyImages/0/type must be equal to one of the allowed values'],
    ],
  ])('%s', (_, object, faults) => {
    expect(faultsOf(object)).toEqual(faults);
  });
});
