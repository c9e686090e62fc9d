import { hasAutogen, rulesOf } from '../../../lib/systems/kyverno/autogen';
import { waysInto } from '../../../lib/systems/kyverno/admission';
import { allOf, anyOf, not } from '../../../lib/systems/kyverno/certainty';
import { type MatchConstraints, type ResourceRule } from '../../../lib/systems/kyverno/kinds';
import { ruleSelects } from '../../../lib/systems/kyverno/resource-match';
import { NAMESPACE_NAME, selects, selectsNamespace } from '../../../lib/systems/kyverno/selection';
import { canBeOne, requestsOf, trySharedWebhook } from '../../../lib/systems/kyverno/webhook';
import { matching } from '../../../lib/systems/kyverno/rules/examples';
import { assert, constantFrom, property, record, uniqueArray } from '../../property';

const ways = waysInto({ namespace: 'shop' });
const deployment = { ...ways.pod, group: 'apps', resource: 'deployments', kind: 'Deployment' };
const rule = (changes: Partial<ResourceRule>): ResourceRule => ({
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['pods'],
  ...changes,
});
const constraints = (...resourceRules: ResourceRule[]): MatchConstraints => ({ resourceRules });

describe('autogen', () => {
  test('adds the controllers of pods', () => {
    expect(rulesOf({ matchConstraints: constraints(rule({})) })).toEqual([
      rule({}),
      ...[
        ['apps', 'daemonsets'],
        ['apps', 'deployments'],
        ['apps', 'replicasets'],
        ['apps', 'statefulsets'],
        ['batch', 'jobs'],
        ['batch', 'cronjobs'],
      ].map(([group = '', resource = '']) => rule({ apiGroups: [group], resources: [resource] })),
    ]);
  });

  test('adds only what the policy names', () => {
    const autogen = { podControllers: { controllers: ['jobs', 'rollouts'] } };
    expect(rulesOf({ matchConstraints: constraints(rule({})), autogen })).toEqual([
      rule({}),
      rule({ apiGroups: ['batch'], resources: ['jobs'] }),
    ]);
  });

  test.each<[string, MatchConstraints | undefined]>([
    ['nothing', undefined],
    ['two rules', constraints(rule({}), rule({}))],
    ['pods and more', constraints(rule({ resources: ['pods', 'pods/ephemeralcontainers'] }))],
    ['any group', constraints(rule({ apiGroups: ['*'] }))],
    ['any version', constraints(rule({ apiVersions: ['*'] }))],
    ['names', constraints(rule({ resourceNames: ['a'] }))],
    ['an exclusion', { ...constraints(rule({})), excludeResourceRules: [rule({})] }],
    ['labels', { ...constraints(rule({})), objectSelector: { matchLabels: { a: 'b' } } }],
    [
      'label expressions',
      { ...constraints(rule({})), objectSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
    ],
  ])('is off with %s', (_, matchConstraints) => {
    expect(hasAutogen(matchConstraints)).toBe(false);
  });

  test('stays on with a namespace selector and an empty object selector', () => {
    expect(hasAutogen({ ...matching('pods'), objectSelector: {} })).toBe(true);
  });
});

describe('what a CEL policy selects', () => {
  test.each([
    ['its resource', constraints(rule({})), ways.pod, 'yes'],
    ['what autogen adds', constraints(rule({})), deployment, 'yes'],
    ['no part of it', constraints(rule({})), ways.ephemeralContainer, 'no'],
    [
      'a part that is named',
      constraints(rule({ resources: ['pods/ephemeralcontainers'] })),
      ways.ephemeralContainer,
      'yes',
    ],
    ['every part', constraints(rule({ resources: ['pods/*'] })), ways.ephemeralContainer, 'yes'],
    ['the whole by every part', constraints(rule({ resources: ['pods/*'] })), ways.pod, 'yes'],
    [
      'the part of anything',
      constraints(rule({ resources: ['*/ephemeralcontainers'] })),
      ways.ephemeralContainer,
      'yes',
    ],
    ['no part by a star', constraints(rule({ resources: ['*'] })), ways.ephemeralContainer, 'no'],
    [
      'everything',
      constraints(rule({ apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'] })),
      ways.rollout,
      'yes',
    ],
    ['another group', constraints(rule({ resources: ['rollouts'] })), ways.rollout, 'no'],
    ['another version', constraints(rule({ apiVersions: ['v2'] })), ways.pod, 'no'],
    ['what has a name, perhaps', constraints(rule({ resourceNames: ['a'] })), ways.pod, 'perhaps'],
    [
      'what has a label, perhaps',
      { ...constraints(rule({})), objectSelector: { matchLabels: { a: 'b' } } },
      ways.pod,
      'perhaps',
    ],
    ['nothing that is excluded', { ...constraints(rule({})), excludeResourceRules: [rule({})] }, ways.pod, 'no'],
    ['anything without rules', {}, ways.rollout, 'yes'],
    ['nothing elsewhere', matching('pods'), waysInto({ namespace: 'other' }).pod, 'no'],
  ] as const)('%s', (_, matchConstraints, request, answer) => {
    expect(selects({ matchConstraints }, request)).toBe(answer);
  });
});

describe('which namespaces a selector selects', () => {
  const known = { namespace: 'shop', namespaceLabels: { tier: 'front' } };
  const unknown = { namespace: 'shop' };
  const by = (operator: string, key: string, values?: string[]) => ({ matchExpressions: [{ key, operator, values }] });

  test.each([
    [undefined, known, 'yes'],
    [{}, { namespace: '' }, 'yes'],
    [{ matchLabels: { [NAMESPACE_NAME]: 'shop' } }, unknown, 'yes'],
    [{ matchLabels: { [NAMESPACE_NAME]: 'shop' } }, { namespace: '' }, 'perhaps'],
    [{ matchLabels: { tier: 'front' } }, known, 'yes'],
    [{ matchLabels: { tier: 'front' } }, unknown, 'perhaps'],
    [{ matchLabels: { tier: 'front', [NAMESPACE_NAME]: 'x' } }, unknown, 'no'],
    [by('In', 'tier', ['back']), known, 'no'],
    [by('NotIn', 'tier', ['back']), known, 'yes'],
    [by('NotIn', 'absent', ['a']), known, 'yes'],
    [by('NotIn', NAMESPACE_NAME, ['shop']), unknown, 'no'],
    [by('Exists', NAMESPACE_NAME), unknown, 'yes'],
    [by('Exists', 'tier'), known, 'yes'],
    [by('DoesNotExist', 'tier'), known, 'no'],
    [by('DoesNotExist', 'tier'), unknown, 'perhaps'],
  ] as const)('%j %j', (selector, facts, answer) => {
    expect(selectsNamespace(selector, facts)).toBe(answer);
  });

  test('what is certain with few labels known stays so with more', () => {
    const label = constantFrom('a', 'b');
    const requirements = uniqueArray(
      record({
        key: label,
        operator: constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: uniqueArray(label),
      }),
    );
    assert(
      property(
        requirements,
        record({ a: label, b: label }, { requiredKeys: [] }),
        (matchExpressions, namespaceLabels) => {
          const before = selectsNamespace({ matchExpressions }, { namespace: 'shop' });
          const after = selectsNamespace({ matchExpressions }, { namespace: 'shop', namespaceLabels });
          return after !== 'perhaps' && (before === 'perhaps' || before === after);
        },
      ),
    );
  });
});

test.each([
  ['Pod', ways.pod, 'yes'],
  ['Pod', ways.ephemeralContainer, 'yes'],
  ['v1/Pod', ways.pod, 'yes'],
  ['apps/v1/Pod', ways.pod, 'no'],
  ['Pod/ephemeralcontainers', ways.ephemeralContainer, 'yes'],
  ['Pod/ephemeralcontainers', ways.pod, 'no'],
  ['v1/Pod/ephemeralcontainers', ways.ephemeralContainer, 'yes'],
  ['Pod.ephemeralcontainers', ways.ephemeralContainer, 'yes'],
  ['argoproj.io/v1alpha1/Rollout', ways.rollout, 'yes'],
  ['argoproj.io/*/Rollout', ways.rollout, 'yes'],
  ['*/Rollout', ways.rollout, 'yes'],
  ['*/*/Roll*/x', ways.rollout, 'no'],
  ['*', ways.rollout, 'yes'],
  ['*/*', ways.ephemeralContainer, 'yes'],
  ['*/status', ways.pod, 'no'],
] as const)('the kind %s of a ClusterPolicy', (kind, request, answer) => {
  expect(ruleSelects({ name: 'a', match: { resources: { kinds: [kind] } } }, request)).toBe(answer);
});

test.each([
  [{}, 'no'],
  [{ match: { any: [{ resources: { namespaces: ['other'] } }, { resources: { namespaces: ['sh*'] } }] } }, 'yes'],
  [{ match: { all: [{ resources: { kinds: ['Pod'] } }, { resources: { namespaces: ['other'] } }] } }, 'no'],
  [{ match: { any: [{ resources: { kinds: ['Pod'], names: ['a'] } }] } }, 'perhaps'],
  [{ match: { any: [{ resources: { kinds: ['Pod'] }, roles: ['a'] }] } }, 'perhaps'],
  [{ match: { any: [{ resources: { namespaceSelector: { matchLabels: { tier: 'x' } } } }] } }, 'perhaps'],
  [{ match: { resources: { kinds: ['Pod'] } }, exclude: { resources: { namespaces: ['shop'] } } }, 'no'],
] as const)('a rule of a ClusterPolicy: %j', (parts, answer) => {
  expect(ruleSelects({ name: 'a', ...parts }, ways.pod)).toBe(answer);
});

test('a namespace that nobody names may be any', () => {
  const match = { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'] } }] };
  expect(ruleSelects({ name: 'a', match }, waysInto().pod)).toBe('perhaps');
});

test('answers combine', () => {
  expect([allOf([]), allOf(['yes', 'perhaps']), allOf(['perhaps', 'no'])]).toEqual(['yes', 'perhaps', 'no']);
  expect([anyOf([]), anyOf(['no', 'perhaps']), anyOf(['perhaps', 'yes'])]).toEqual(['no', 'perhaps', 'yes']);
  expect([not('yes'), not('perhaps'), not('no')]).toEqual(['no', 'perhaps', 'yes']);
});

test('policies share a webhook by their selectors, however they are written', () => {
  const spec = (namespaceSelector: object) => ({ matchConstraints: { namespaceSelector } });
  expect(trySharedWebhook(spec({ matchLabels: { a: '1', b: '2' } }))).toBe(
    trySharedWebhook(spec({ matchLabels: { b: '2', a: '1' } })),
  );
  expect(trySharedWebhook({})).toBe('[null,null]');
  expect(trySharedWebhook({ webhookConfiguration: { timeoutSeconds: 5 } })).toBeUndefined();
});

test('requests meet where every part does', () => {
  expect(requestsOf({ matchConstraints: matching('rollouts') })).toEqual([
    'CREATE argoproj.io/rollouts',
    'UPDATE argoproj.io/rollouts',
  ]);
  expect(canBeOne('CREATE apps/deployments', '* */*')).toBe(true);
  expect(canBeOne('CREATE /pods', 'CREATE /pods/ephemeralcontainers')).toBe(false);
  expect(canBeOne('CREATE /pods/ephemeralcontainers', 'CREATE /*/*')).toBe(true);
});
