import { Platform } from '../../../lib/model';
import { Namespaces, RequireLimits, type RequireLimitsProps } from '../../../lib/systems/kyverno';
import { rendered } from './rendered';

const PROPS: RequireLimitsProps = { name: 'limits', namespaces: Namespaces.named('shop'), platform: Platform.newest };

const policies = (changes: Partial<RequireLimitsProps> = {}): object[] =>
  rendered((chart) => new RequireLimits(chart, 'limits', { ...PROPS, ...changes }));

test('keeps out containers that do not say what they need, in pods and Rollouts', () => {
  const need = (text: string, field: string): object => ({
    expression: `variables.containers.all(container, container.?resources.?${field}.hasValue())`,
    messageExpression: `'limits: no ${text} in ' + variables.containers.filter(container, !container.?resources.?${field}.hasValue()).map(container, container.name).join(', ')`,
  });
  const policy = (name: string, rule: object, podSpec: string): object => ({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name },
    spec: {
      matchConstraints: {
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }],
        },
        resourceRules: [{ ...rule, operations: ['CREATE', 'UPDATE'] }],
      },
      matchConditions: [
        { name: 'pods-change', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
      ],
      variables: [
        {
          name: 'containers',
          expression: `${podSpec}.?containers.orValue([]) +\n${podSpec}.?initContainers.orValue([])`,
        },
      ],
      validations: [
        need('cpu request', 'requests.?cpu'),
        need('memory request', 'requests.?memory'),
        need('memory limit', 'limits.?memory'),
      ],
      validationActions: ['Deny'],
      failurePolicy: 'Fail',
    },
  });
  expect(policies()).toEqual([
    policy('limits', { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }, 'object.spec'),
    policy(
      'limits-rollouts',
      { apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], resources: ['rollouts'] },
      'object.spec.?template.?spec',
    ),
  ]);
});

test('fails below Kyverno 1.17', () => {
  expect(() => policies({ platform: Platform.of({ kyverno: '1.16' }) })).toThrow(
    'RequireLimits.platform: expected Kyverno 1.17 or newer, got "Kyverno 1.16"',
  );
});

test('fails for a name that no object may have', () => {
  expect(() => policies({ name: 'my limits' })).toThrow(
    'RequireLimits.name: expected 1 to 53 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "my limits"',
  );
});
