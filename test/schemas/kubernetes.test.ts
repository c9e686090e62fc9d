import { faultsOf, METADATA as metadata, type Named } from './faults';

describe('Deployment', () => {
  const container = { name: 'app', image: 'a@sha256:1', resources: { limits: { cpu: 0.5, memory: '512Mi' } } };
  const deployment = (container: object, more: object = {}): Named => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...metadata, creationTimestamp: null },
    spec: {
      selector: { matchLabels: { app: 'orders' } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: { metadata: { creationTimestamp: null, labels: { app: 'orders' } }, spec: { containers: [container] } },
      ...more,
    },
    status: { whatever: 1 },
  });
  const at = '/spec/template/spec/containers/0';

  test.each([
    ['a good one', deployment(container), []],
    [
      'an unknown field',
      deployment({ ...container, comand: ['x'] }),
      [`${at} must NOT have additional properties: comand`],
    ],
    ['a wrong type', deployment(container, { replicas: '3' }), ['/spec/replicas must be integer']],
    ['a missing field', deployment({ image: 'a' }), [`${at} must have required property 'name'`]],
    [
      'a value outside its enum',
      deployment({ ...container, imagePullPolicy: 'Sometimes' }),
      [`${at}/imagePullPolicy must be equal to one of the allowed values`],
    ],
    [
      'an unknown field in metadata',
      { ...deployment(container), metadata: { name: 'orders', lables: {} } },
      ['/metadata must NOT have additional properties: lables'],
    ],
  ])('%s', (_, object, faults) => {
    expect(faultsOf(object)).toEqual(faults);
  });

  test('refuses what is no quantity', () => {
    const [fault, ...others] = faultsOf(deployment({ ...container, resources: { limits: { memory: '512 MB' } } }));
    expect(fault).toMatch(/^\/spec\/template\/spec\/containers\/0\/resources\/limits\/memory must match pattern/);
    expect(others).toEqual([]);
  });
});

describe('Secret', () => {
  const secret = (value: string): Named => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    data: { password: value },
  });

  test.each(['', 'aGk=', 'aGVsbG8h', 'aGVs\nbG8h\n', 'aA=='])('takes the base64 text %j', (value) => {
    expect(faultsOf(secret(value))).toEqual([]);
  });

  test.each(['hunter2', 'not base64!', 'aGk', 'aGk==', '='])('refuses %j', (value) => {
    expect(faultsOf(secret(value))).toEqual([expect.stringMatching(/^\/data\/password must match pattern/)]);
  });
});

