import { orderFaultsOf } from '../../../lib/systems/flux/tag-order';
import { fluxRules } from '../../../lib/systems/flux/rules';
import {
  automation,
  example,
  GITOPS,
  kustomization,
  object,
  policy,
  SCANNED,
} from '../../../lib/systems/flux/rules/examples';
import { messagesOf, type Said, testObjectRules } from '../../rule-examples';

const KUSTOMIZATION = 'Kustomization delivery/orders';

/** What the schemas say of a version that is no longer served. */
const OTHER_VERSION = 'SCH003';

/** Subject, path, message and repair of what each rule says of its bad example. */
const SAID: Readonly<Record<string, Said>> = {
  FLX001: [
    'ImageRepository delivery/orders',
    'apiVersion',
    'Flux 2.9 does not serve image.toolkit.fluxcd.io/v1beta2',
    'write image.toolkit.fluxcd.io/v1',
  ],
  FLX002: [
    'ImagePolicy delivery/orders',
    'spec.policy.alphabetical',
    'it orders [0-9]{8}-[a-f0-9]{7} by the alphabet: of two builds of one day the commit id decides',
    'order the time of the build as a number',
  ],
  FLX003: [
    'ImagePolicy delivery/orders',
    'spec.filterTags.pattern',
    'its pattern main-[a-f0-9]+-(?P<ts>[0-9]{10}) also fits tags that merely contain such a text',
    'write ^…$',
  ],
  FLX004: [
    'ImagePolicy delivery/orders',
    'spec.filterTags',
    'it orders [a-f0-9]+ as numbers: one tag that is none, and no tag is chosen',
    'extract a group of at most 15 digits',
  ],
  FLX005: [
    KUSTOMIZATION,
    'spec.sourceRef',
    'nobody renders GitRepository delivery/git-ops, which it names',
    'name what is there',
  ],
  FLX006: [
    'ImageUpdateAutomation delivery/orders',
    undefined,
    'no ImagePolicy of its namespace says what it is to write',
    'render one beside it',
  ],
  FLX007: [
    'Job shop/migrate',
    'spec.ttlSecondsAfterFinished',
    'it is gone 600 s after its end, and Flux runs it again',
    'remove ttlSecondsAfterFinished',
  ],
  FLX008: [
    'Kustomization delivery/migration',
    'spec.wait',
    'Kustomization delivery/orders waits for it (spec.dependsOn[0]), and it does not wait for its own objects',
    'set wait: true',
  ],
  FLX009: [KUSTOMIZATION, 'spec.wait', 'it is ready as soon as its objects are applied', 'set wait: true'],
  FLX010: [KUSTOMIZATION, 'spec.prune', 'what is gone from Git stays in the cluster', 'set prune: true'],
  FLX011: [
    'Kustomization delivery/migration',
    'spec.dependsOn',
    'it waits for itself: Kustomization delivery/migration → Kustomization delivery/orders → Kustomization delivery/migration',
    'take one of them away',
  ],
  FLX012: [
    'ImageUpdateAutomation delivery/orders',
    'spec.git.push',
    'it pushes ./promoted/production to main, the branch that it reads',
    'push to a branch of its own',
  ],
  FLX013: [
    'Receiver delivery/github',
    'spec.secretRef',
    'it has no token, and is refused',
    'name a Secret in secretRef',
  ],
  FLX014: [
    KUSTOMIZATION,
    'spec.sourceRef',
    'it names flux-system of the namespace flux-system',
    'render it in its own namespace',
  ],
  FLX015: [
    KUSTOMIZATION,
    'spec.serviceAccountName',
    'it names no ServiceAccount, so Flux applies it with its own rights',
    'name one',
  ],
  FLX016: [
    'OCIRepository delivery/manifests',
    'spec.verify',
    'it names neither a signer nor a digest',
    'name the signer in verify',
  ],
  FLX017: [
    'Service shop/orders',
    'spec.selector',
    'Flux removes the hash of the version from its selector: the next version of Rollout orders goes live without its gates',
    'ignore its /spec/selector in the Kustomization',
  ],
  FLX018: [
    'VirtualService shop/orders',
    'spec',
    'Flux sets back the weights that the controller of Rollout orders writes to it',
    'ignore its weights in the Kustomization',
  ],
};

testObjectRules(fluxRules, SAID, ({ rule }, { id }) => id === 'FLX001' && rule === OTHER_VERSION);

describe('edges', () => {
  const said = (id: string, ...objects: readonly object[]): readonly string[] =>
    messagesOf(fluxRules, id, example(...objects));

  test('a push branch that is not named is the one that is read', () => {
    const commit = { author: { email: 'flux@acme.dev' } };
    const unseen = (fields: object): readonly string[] => said('FLX012', GITOPS, SCANNED, policy(), automation(fields));
    expect(unseen({ git: { commit }, update: undefined })).toEqual(['it pushes . to main, the branch that it reads']);
    expect(unseen({ git: { commit }, update: { path: './promoted/staging' } })).toEqual([]);
    expect(unseen({ git: { commit, push: { refspec: 'refs/heads/main:refs/heads/images' } } })).toEqual([]);
  });

  test('what flux bootstrap makes is there, and other namespaces belong to others', () => {
    const sourceRef = { kind: 'GitRepository', name: 'flux-system' };
    expect(said('FLX005', kustomization({ sourceRef }))).toEqual([]);
    expect(said('FLX005', kustomization({ sourceRef: { ...sourceRef, name: 'apps', namespace: 'team' } }))).toEqual([]);
    const chartRef = { kind: 'OCIRepository', name: 'chart' };
    const release = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'orders', { interval: '5m', chartRef });
    expect(said('FLX005', release)).toEqual(['nobody renders OCIRepository delivery/chart, which it names']);
    expect(said('FLX005', policy())).toEqual(['nobody renders ImageRepository delivery/orders, which it names']);
  });

  test('a wait without a time limit, and a kind of call that nobody signs', () => {
    expect(said('FLX009', kustomization({ timeout: undefined }))).toEqual([
      'it waits as long as its interval says, for want of a timeout',
    ]);
    const spec = {
      type: 'generic',
      secretRef: { name: 'token' },
      resources: [{ kind: 'GitRepository', name: 'gitops' }],
    };
    const open = object('notification.toolkit.fluxcd.io/v1', 'Receiver', 'any', spec);
    expect(said('FLX013', open)).toEqual(['the type generic checks no signature']);
  });

  test('three that wait for each other are one cycle', () => {
    const chain = ['a', 'b', 'c'].map((name, i) => kustomization({ dependsOn: [{ name: 'bca'.charAt(i) }] }, name));
    expect(said('FLX011', ...chain)).toEqual([
      'it waits for itself: Kustomization delivery/a → Kustomization delivery/b → Kustomization delivery/c → Kustomization delivery/a',
    ]);
  });
});

describe('the order of tags', () => {
  const imageRepositoryRef = { name: 'orders' };
  const numerical = { numerical: {} };
  const alphabetical = { alphabetical: {} };
  type Policy = Parameters<typeof orderFaultsOf>[0];
  const kinds = (filterTags: Policy['filterTags'], order: Policy['policy']): readonly string[] =>
    orderFaultsOf({ imageRepositoryRef, filterTags, policy: order }).map(({ kind }) => kind);

  test.each<[string, readonly string[], Policy['filterTags'], Policy['policy']]>([
    ['digits of a named group', [], { pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]+)$', extract: '$ts' }, numerical],
    ['digits of a numbered group', [], { pattern: '^main-([a-f0-9]+)-(\\d{10})$', extract: '$2' }, numerical],
    [
      'a group inside a group that is not counted',
      [],
      { pattern: '^(?:v|b)-(?P<ts>\\d+)$', extract: '${ts}' },
      numerical,
    ],
    ['a bracket in a class is no group', [], { pattern: '^[(]x[)]-(\\d+)$', extract: '$1' }, numerical],
    ['whole tags as numbers', [], { pattern: '^[0-9]+$' }, numerical],
    ['tags without any filter', ['not a number'], undefined, numerical],
    ['a group that is not there', ['not a number'], { pattern: '^([0-9]+)$', extract: '$ts' }, numerical],
    ['two groups joined', ['not a number'], { pattern: '^([0-9]+)-([0-9]+)$', extract: '$1$2' }, numerical],
    ['nanoseconds', ['too long'], { pattern: '^([0-9]{19})$', extract: '$1' }, numerical],
    ['all tags by the alphabet', ['by commit'], undefined, alphabetical],
    ['commits', ['by commit'], { pattern: '^sha-[a-f0-9]{40}$' }, alphabetical],
    ['a day and a commit', ['by commit'], { pattern: '^[0-9]{8}-[a-f0-9]{7}$' }, alphabetical],
    ['a second and a commit', [], { pattern: '^[0-9]{14}-[a-f0-9]{7}$' }, alphabetical],
    ['names of releases', [], { pattern: '^RELEASE[.](?P<ts>.*)Z$', extract: '$ts' }, alphabetical],
    ['versions, loosely', ['unanchored'], { pattern: '^v1' }, { semver: { range: '1.x' } }],
  ])('%s: %j', (_, expected, filterTags, order) => {
    expect(kinds(filterTags, order)).toEqual(expected);
  });
});
