import { findings, rule } from './findings';

const { manifests: SOUND = '' } = rule('TRG016').good;

test('TRG016 names exactly what is missing, and trusts a role that it does not know', () => {
  expect(findings('TRG016', SOUND.replace('- pipelineruns', '- taskruns'))).toEqual([
    'EventListener order-service-ci/github spec.serviceAccountName: its account "listener" may not create pipelineruns; grant that, with a Role or for the cluster',
  ]);
  expect(
    findings('TRG016', SOUND.replace('kind: ClusterRole\n  name: listener', 'kind: ClusterRole\n  name: shared')),
  ).toEqual([]);
});

test('TRG016 takes what any account of the name is granted, where a listener does not tell its namespace', () => {
  const unplaced = (text: string): string =>
    text.replace(/(kind: EventListener\nmetadata:\n  name: github\n)  namespace: \S+\n/, '$1');
  expect(unplaced(SOUND)).not.toEqual(SOUND);
  expect(findings('TRG016', unplaced(SOUND))).toEqual([]);
  expect(findings('TRG016', unplaced(SOUND.replace('- pipelineruns', '- taskruns')))).toEqual([
    'EventListener github spec.serviceAccountName: its account "listener" may not create pipelineruns; grant that, with a Role or for the cluster',
  ]);
});

test('TRG016 knows the roles that Tekton ships, and wildcards', () => {
  const shipped = SOUND.replace(
    'kind: Role\n  name: listener',
    'kind: ClusterRole\n  name: tekton-triggers-eventlistener-roles',
  ).replace('kind: ClusterRole\n  name: listener\n', 'kind: ClusterRole\n  name: cluster-admin\n');
  expect(shipped).not.toEqual(SOUND);
  expect(findings('TRG016', shipped)).toEqual([]);
});

test('TRG016 wants cluster-wide access of a listener for several namespaces', () => {
  const many = SOUND.replace(
    'serviceAccountName: listener',
    'serviceAccountName: listener\n  namespaceSelector: { matchNames: [a, b] }',
  );
  expect(findings('TRG016', many)).toEqual([
    'EventListener order-service-ci/github spec.serviceAccountName: its account "listener" may not list eventlisteners (cluster-wide), triggers (cluster-wide), triggerbindings (cluster-wide), triggertemplates (cluster-wide), interceptors (cluster-wide), or watch eventlisteners (cluster-wide), triggers (cluster-wide), triggerbindings (cluster-wide), triggertemplates (cluster-wide), interceptors (cluster-wide), or create pipelineruns (cluster-wide); grant that, with a Role or for the cluster',
  ]);
});

test('a trigger with an account of its own needs to impersonate it instead of creating', () => {
  const other = SOUND.replace('- name: push\n', '- name: push\n      serviceAccountName: builder\n').replace(
    '- pipelineruns',
    '- taskruns',
  );
  expect(findings('TRG016', other)).toEqual([
    'EventListener order-service-ci/github spec.serviceAccountName: its account "listener" may not impersonate serviceaccounts; grant that, with a Role or for the cluster',
  ]);
});

test('TRG017 says whose account nobody grants anything', () => {
  expect(findings('TRG017', SOUND.replace('serviceAccountName: listener', 'serviceAccountName: default'))).toEqual([
    'EventListener order-service-ci/github spec.serviceAccountName: nothing here grants its account "default" anything; bind it to a Role, and to the interceptors of the cluster',
  ]);
});

test('TRG018 is content where Secrets are read in one namespace alone', () => {
  const own = SOUND.replace(
    '- apiGroups:\n      - tekton.dev',
    "- apiGroups: ['']\n    resources: [secrets]\n    verbs: [get]\n  - apiGroups:\n      - tekton.dev",
  );
  expect(own).not.toEqual(SOUND);
  expect(findings('TRG018', own)).toEqual([]);
});
